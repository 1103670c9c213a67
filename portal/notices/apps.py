"""Registers the part and its clock job."""

from datetime import timedelta

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    name = "portal.notices"

    def ready(self):
        from portal.clock import registry
        from portal.notices import jobs

        registry.register("notices.post", every=timedelta(seconds=60), run=jobs.post_due)
