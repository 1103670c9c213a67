"""Registers the part with Django."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ActivitiesConfig(AppConfig):
    name = "activities"
    verbose_name = _("activities")

    def ready(self):
        from django.urls import reverse

        from activities import actions, receivers
        from activities.content import FOR_STAFF, NOTICES
        from portal.accounts.signals import left
        from portal.clock.registry import register
        from portal.consent.signals import consent_given, consent_withdrawn
        from portal.notices import registry as notices
        from portal.privacy import registry as privacy

        consent_given.connect(receivers.consent_given, dispatch_uid="activities")
        consent_withdrawn.connect(receivers.consent_withdrawn, dispatch_uid="activities")
        left.connect(receivers.left, dispatch_uid="activities")
        register("activities.draws", every=timedelta(minutes=5), run=lambda at: actions.draw_due(at=at))
        register("activities.offers", every=timedelta(minutes=10), run=lambda at: actions.lapse_offers(at=at))
        register("activities.reminders", every=timedelta(minutes=5), run=lambda at: actions.remind(at=at))
        register("activities.names_in", every=timedelta(minutes=5), run=lambda at: actions.tell_names_are_in(at=at))
        register("activities.faces", every=timedelta(days=1), run=lambda at: actions.forget_faces(at=at))

        def page(message):
            if message.kind == "activities.closed":
                return reverse("activities:list")  # its own page is for those who had a place
            to, key = ("group", "group") if "group" in message.params else ("one", "activity")
            return reverse(f"activities:{to}", args=[message.params[key]])

        for kind, (subject, body) in NOTICES.items():
            notices.register(kind, subject=subject, body=body, url=page)
        for kind, (subject, body) in FOR_STAFF.items():
            notices.register(
                kind,
                subject=subject,
                body=body,
                url=lambda message: reverse("activities_desk:roster", args=[message.params["roster"]]),
            )
        privacy.register(
            "activities",
            privacy.Kept(
                "activities.Place",
                "child",
                _("places in activities"),
                fields=("activity__name", "state", "asked_at"),
                why=_("It tells who took part; without a name once all is erased."),
            ),
            privacy.Kept(
                "activities.Place",
                "child",
                _("words with which you asked for a place"),
                fields=("words", "asked_at"),
                shown=privacy.OWN,
                emptied=True,
            ),
            privacy.Kept(
                "activities.Feed",
                "person",
                _("addresses for your calendar"),
                fields=("made_at", "stopped_at"),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "activities.Felt",
                "child",
                _("how you found a session"),
                fields=("face", "words", "day"),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "activities.Proposal",
                "child",
                _("rules you proposed to a group"),
                fields=("words", "at"),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "activities.Agreement",
                "child",
                _("contracts of a group you agreed to"),
                fields=("contract__lines", "at"),
                shown=privacy.OWN,
                erase=True,
            ),
            leave={"activities.Contract": "what a group agreed, and which colleague wrote it down"}
            | dict.fromkeys(("activities.Activity", "activities.Lead"), "who leads and answers for an activity")
            | {"activities.Activity_risks_writers": "which colleagues wrote of the risks and may not read them"}
            | dict.fromkeys(("activities.ActivityIndexPage", "activities.ActivityPage"), "a page and its editors"),
            erase=actions.erase_words,
        )
