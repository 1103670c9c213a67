"""Registers the part with Django."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CouncilsConfig(AppConfig):
    name = "activities.councils"
    verbose_name = _("councils")

    def ready(self):
        from activities import registry
        from activities.councils import actions
        from activities.councils.adapters import ways
        from portal.clock.registry import register

        registry.register(ways_of=ways)
        register("councils.terms", every=timedelta(hours=6), run=lambda at: actions.end_overdue(at=at))
        register("councils.boxes", every=timedelta(hours=6), run=lambda at: actions.call_off_uncounted(at=at))
        register("councils.papers", every=timedelta(hours=6), run=lambda at: actions.erase_paper_counts(at=at))
        self._notices()
        self._kept()

    @staticmethod
    def _notices():
        from activities.councils.adapters import address
        from activities.councils.content import NOTICES
        from portal.notices import registry as notices

        for kind, (subject, body) in NOTICES.items():
            notices.register(kind, subject=subject, body=body, url=address)

    @staticmethod
    def _kept():
        from activities.councils import actions
        from portal.privacy import registry as privacy

        privacy.register(
            "councils",
            privacy.Kept(
                "councils.Term",
                "person",
                _("offices you held"),
                fields=("council__name", "role", "called", "starts_on", "ends_on"),
                why=_("It tells that an office was held; without a name once all is erased."),
            ),
            privacy.Kept(
                "councils.Handover",
                "term__person",
                _("what you passed on with an office"),
                fields=("words", "at"),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "councils.Candidate",
                "person",
                _("elections in which you stood or were asked"),
                fields=("election__council__name", "state", "words", "called"),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "councils.Topic",
                "person",
                _("topics you proposed"),
                fields=("words", "at"),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "councils.Dot",
                "person",
                _("dots you laid on topics"),
                fields=("topic__words", "number"),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "councils.RulesYes",
                "person",
                _("rules you agreed to"),
                fields=("rules__lines", "at"),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "councils.Rules",
                "made_by",
                _("rules you wrote down for a council"),
                fields=("lines", "made_at"),
                shown=privacy.OWN,
                emptied=True,
            ),
            privacy.Kept(
                "councils.Minutes",
                "written_by",
                _("minutes you wrote"),
                fields=("held_on", "words", "published_at"),
                shown=privacy.OWN,
                why=_("Published minutes are the group's; without a name once all is erased, and drafts go."),
            ),
            leave={
                "councils.RulesStep": "which colleague has read rules; no member is in it",
                "councils.Round": "which colleague began a vote with dots; no voter is in it",
                "councils.Tally": "how many dots a topic had; nobody is in it",
                "councils.Money": "which colleague noted money; no child is in it",
                "councils.Council": "which colleague made it",
                "councils.Election": "which colleague began it; no candidate is in it",
                "councils.PaperCount": "which two colleagues counted ballots on paper; no voter is in it",
            },
            erase=actions.erase_words,
        )
