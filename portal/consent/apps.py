"""Registers the part, its clock job and its notices."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ConsentConfig(AppConfig):
    name = "portal.consent"

    def ready(self):
        from portal.clock import registry
        from portal.consent import jobs, receivers

        registry.register("consent.run_out", every=timedelta(seconds=15), run=jobs.run_out)
        post_migrate.connect(receivers.publish_shipped, sender=self, dispatch_uid="consent.notices")
