"""Registers the part with Django, and hands its things to judge and its news to the parts below."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoicesConfig(AppConfig):
    name = "voices"

    def ready(self):
        from django.urls import reverse

        from activities import registry as groups
        from moderation.registry import register
        from portal.clock import registry as clock
        from portal.notices import registry as notices
        from portal.privacy import registry as privacy
        from portal.rows import growth
        from voices import receivers  # noqa: F401 (listening is its work)
        from voices.actions import erase_rest, erase_voices
        from voices.adapters import Judged, onward, way_at_session, ways
        from voices.content import LAID
        from voices.jobs import grow

        register("voice", Judged())
        groups.register(ways_of=ways, way_at_session=way_at_session, onward_of=onward)
        notices.register(
            "voices.laid",
            subject=LAID[0],
            body=LAID[1],
            url=lambda message: reverse("voices:write", args=[message.params["voice"]]),
        )
        growth.register("voices", grow)
        clock.register("voices.erased", every=timedelta(hours=1), run=lambda at: erase_rest(at=at))
        privacy.register(
            "voices",
            privacy.Kept(
                "voices.Voice",
                "author",
                _("things you made"),
                fields=("kind", "activity__name", "begun_at", "taken_back_at"),
                shown=privacy.OWN,
            ),
            privacy.Kept(
                "voices.Revision",
                "voice__author",
                _("what you sent, as you sent it"),
                fields=("number", "title", "body", "alt", "age_years", "gender", "made_at"),
                shown=privacy.OWN,
                emptied=True,
            ),
            privacy.Kept(
                "voices.Draft",
                "voice__author",
                _("what you are writing"),
                fields=("title", "body", "saved_at"),
                shown=privacy.OWN,
                emptied=True,
            ),
            privacy.Kept(
                "voices.Picture",
                "voice__author",
                _("pictures you made"),
                fields=("made_at",),
                files=("large",),
                shown=privacy.OWN,
                emptied=True,
            ),
            privacy.Kept(
                "voices.Release",
                "voice__author",
                _("when it was shown to everyone"),
                fields=("at",),
                shown=privacy.OWN,
                emptied=True,
            ),
            privacy.Kept(
                "voices.Withdrawal",
                "release__voice__author",
                _("when it was taken down"),
                fields=("at", "cause"),
                shown=privacy.OWN,
                emptied=True,
            ),
            leave={"voices.SearchDoc": "words already public, cut for the search; gone with the showing"},
            erase=erase_voices,
        )
