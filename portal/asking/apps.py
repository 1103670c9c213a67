"""Registers the part, its clock job, and what it keeps of people."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AskingConfig(AppConfig):
    name = "portal.asking"
    verbose_name = _("questions")

    def ready(self):
        from moderation.registry import register as register_content
        from portal.asking import actions
        from portal.asking.adapters import Judged
        from portal.clock.registry import register
        from portal.privacy import registry as privacy

        register_content(actions.CASES, Judged())
        register("asking.erased", every=timedelta(hours=1), run=lambda at: actions.erase_rest(at=at))
        register("asking.erase", every=timedelta(hours=6), run=lambda at: actions.erase_old(at=at))
        register("asking.boxes", every=timedelta(hours=6), run=lambda at: actions.empty_boxes(at=at))
        privacy.register(
            "asking",
            privacy.Kept(
                "asking.Voter",
                "person",
                _("votes to which you were invited"),
                fields=("box__made_at",),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "asking.Voted",
                "person",
                _("votes in which you took part"),
                fields=("box__made_at", "on_paper"),
                shown=privacy.OWN,
                erase=True,
            ),
            privacy.Kept(
                "asking.Answer",
                "person",
                _("answers to questions of an activity"),
                fields=("question", "said", "at"),
                shown=privacy.OWN,
                erase=True,
            ),
            leave={
                "asking.Questionnaire": "who wrote questions; no answer of theirs",
                "asking.HeldWords": "that a lead has somebody's words to look at; may protect somebody (SAF-4)",
            },
            erase=actions.erase_held,
        )
