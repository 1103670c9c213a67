"""Registers the part with Django, its steps of a voice's way, and what children are told."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdvocacyConfig(AppConfig):
    name = "voices.advocacy"
    label = "advocacy"
    verbose_name = _("briefs")

    def ready(self):
        from django.urls import reverse

        from portal.notices import registry as notices
        from portal.privacy import registry as privacy
        from voices.advocacy import (
            queries,
            receivers,  # noqa: F401 (listening is its work)
        )
        from voices.advocacy.actions.erasing import erase_quotes
        from voices.advocacy.content import NOTICES
        from voices.registry import tell_steps

        tell_steps(queries.path_states)

        def address(message):
            brief = message.params.get("brief")
            return reverse("advocacy:brief", args=[brief]) if brief else ""

        for kind, (subject, body) in NOTICES.items():
            notices.register(kind, subject=subject, body=body, url=address)

        privacy.register(
            "advocacy",
            privacy.Kept(
                "advocacy.Quote",
                "voice__author",
                _("words of yours carried further"),
                fields=("text", "brief__subtitle", "made_at"),
                shown=privacy.OWN,
                emptied=True,
            ),
            privacy.Kept(
                "advocacy.Asked",
                "voice__author",
                _("where you were asked to carry them"),
                fields=("campaign__title", "at"),
                shown=privacy.OWN,
            ),
            leave=dict.fromkeys(
                ("advocacy.Campaign", "advocacy.Brief", "advocacy.Delivery", "advocacy.Answer"),
                "about offices and their work",
            ),
            erase=erase_quotes,
        )
