"""Registers the part, its clock job, and what it hears from accounts."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

STAFF = {
    "staff.vetting_ends": (
        _("Your criminal record inquiry runs out on {day}"),
        _("Please bring a new one to your supervisor before that day. Without it, work with children rests."),
    ),
    "staff.training_ends": (
        _("Your child protection training runs out on {day}"),
        _("Please take the training again before that day. Without it, work with children rests."),
    ),
    "staff.check_ends": (
        _("A check of {name} runs out on {day}"),
        _("Without a new one, their work with children rests from that day on."),
    ),
    "staff.glass_broken": (
        _("A superuser acted on a colleague's account"),
        _("It was done without a role, in need. Please look whether it was right; it stands on record."),
    ),
}


class NoticesConfig(AppConfig):
    name = "portal.notices"

    def ready(self):
        from django.urls import reverse

        from portal.accounts.signals import glass_broken, qualification_ends, welcomed
        from portal.clock import registry
        from portal.notices import actions, jobs, queries, receivers
        from portal.notices.registry import register
        from portal.privacy import registry as privacy

        def person(message):
            key = message.params.get("person_key")
            return reverse("people:one", args=[key]) if key else ""

        for kind, (subject, body) in STAFF.items():
            register(kind, subject=subject, body=body, url=person)
        qualification_ends.connect(receivers.qualification_ends, dispatch_uid="notices.checks")
        glass_broken.connect(receivers.glass_broken, dispatch_uid="notices.glass")
        welcomed.connect(receivers.welcomed, dispatch_uid="notices.welcome")
        registry.register("notices.post", every=timedelta(seconds=60), run=jobs.post_due)
        privacy.register(
            "notices",
            privacy.Kept(
                "notices.Message",
                "person",
                _("messages to you"),
                fields=("subject", "at", "read_at"),
                shown=privacy.OWN,
                rows=lambda person, reader: queries.inbox(person),
                emptied=True,
            ),
            leave={"notices.Block": "protects somebody; nobody but the care desk may learn of it (SAF-4)"},
            erase=actions.erase_messages,
        )
