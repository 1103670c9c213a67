"""Registers the record and its sealer."""

from datetime import timedelta

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "portal.audit"

    def ready(self):
        from portal.audit import log
        from portal.clock import registry

        registry.register("audit.seal", every=timedelta(seconds=5), run=lambda at: log.seal(at=at))
