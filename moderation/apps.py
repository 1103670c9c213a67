"""Registers the part with Django, and hands lower parts what they ask for."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self):
        from moderation import queries, receivers
        from moderation.jobs import grow
        from moderation.policy import tells_too_much
        from portal.accounts.registry import name_checks
        from portal.accounts.signals import left
        from portal.privacy import registry as privacy
        from portal.rows import growth

        name_checks.append(tells_too_much)
        left.connect(receivers.left, dispatch_uid="moderation")
        growth.register("cases", grow)
        privacy.register(
            "moderation",
            privacy.Kept(
                "moderation.Case",
                "author",
                _("reading before others do"),
                fields=("kind", "submitted_at"),
                shown=privacy.OWN,
                rows=queries.read_for,
            ),
            privacy.Kept(
                "moderation.Decision",
                "case__author",
                _("what readers wrote to you"),
                fields=("message", "at"),
                shown=privacy.OWN,
                rows=queries.said_to,
            ),
            leave={
                "moderation.Note": "between colleagues, and may protect somebody (MOD-19)",
                "moderation.Finding": "what a machine pointed at: place and kind; may protect somebody",
            },
        )
