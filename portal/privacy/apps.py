"""Registers the part with Django, its clock job, and what it keeps of a person itself."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PrivacyConfig(AppConfig):
    name = "portal.privacy"

    def ready(self):
        from portal.clock import registry as clock
        from portal.privacy import jobs, queries
        from portal.privacy.registry import OWN, Kept, register

        clock.register("privacy.copies", every=timedelta(seconds=15), run=jobs.copies)
        register(
            "privacy",
            Kept(
                "privacy.Identity", "person", _("real name and birth date, locked away"), read=queries.plain, erase=True
            ),
            # Without the number: it may be one that somebody at home must not learn.
            Kept("privacy.Contact", "person", _("whom to reach"), read=queries.contact_said, shown=OWN, erase=True),
            Kept("privacy.Note", "person", _("what helpers must know"), read=queries.note_said, erase=True),
            Kept(
                "privacy.Opening",
                "person",
                _("who looked at the real name"),
                rows=queries.looks_shown,
                read=queries.look_said,
                why=_("It shows that we keep our word, so it stays, without a name."),
            ),
            Kept(
                "privacy.Wish",
                "person",
                _("what you asked us"),
                fields=("kind", "state", "asked_at", "due_on", "answer"),
                mine="by",
                why=_("It shows that you were answered."),
            ),
            leave={
                "privacy.NameMark": "keyed marks of the name, no words; they go with the identity",
                "privacy.Request": "who asked to look: what came of it is in the openings",
                "privacy.Parcel": "a copy of all this, for some days",
                "audit.Line": "the record of acts: ids only, no words and no names; it stays",
            },
        )
