"""Registers the part and its clock job."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NoticesConfig(AppConfig):
    name = "portal.notices"

    def ready(self):
        from portal.clock import registry
        from portal.notices import jobs, queries
        from portal.privacy.registry import OWN, Kept, register

        registry.register("notices.post", every=timedelta(seconds=60), run=jobs.post_due)
        register(
            "notices",
            Kept(
                "notices.Message",
                "person",
                _("messages to you"),
                fields=("subject", "at", "read_at"),
                shown=OWN,
                rows=lambda person, reader: queries.inbox(person),
            ),
            leave={"notices.Block": "protects somebody; nobody but the care desk may learn of it (SAF-4)"},
        )
