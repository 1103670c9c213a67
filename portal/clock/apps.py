"""Registers the clock with Django, and the one job of technique: statistics for the planner."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClockConfig(AppConfig):
    name = "portal.clock"

    def ready(self):
        from portal.clock import registry
        from portal.rows import statistics

        # Here and not in rows: Django tells only parts with models that it has migrated.
        post_migrate.connect(statistics.refresh, sender=self, dispatch_uid="rows.statistics")
        registry.register("rows.statistics", every=timedelta(days=1), run=lambda at: statistics.refresh())
