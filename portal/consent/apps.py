"""Registers the part, its clock job and its notices."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "portal.consent"

    def ready(self):
        from portal.clock import registry
        from portal.consent import jobs, queries, receivers
        from portal.notices import registry as kinds
        from portal.privacy.registry import Kept, register

        kinds.register(
            "consent.asked",
            subject=_("A question about your child"),
            body=_("We would like to ask you something. Both answers are fine."),
            url=lambda message: "/family/",
        )
        registry.register("consent.run_out", every=timedelta(seconds=15), run=jobs.run_out)
        post_migrate.connect(receivers.publish_shipped, sender=self, dispatch_uid="consent.notices")

        register(
            "consent",
            Kept(
                "consent.Event",
                "child",
                _("what you said yes or no to"),
                mine="actor",
                fields=("purpose", "scope", "state", "at", "expires_at", "words", "language", "notice__sha256"),
                why=_("It proves what was allowed and what was not; without a name once all is erased."),
            ),
            Kept(
                "consent.GuardianLink",
                "child",
                _("who speaks for the child"),
                fields=("relation", "state", "made_at"),
                rows=queries.links_shown,
                why=_("It proves who could answer."),
            ),
            Kept(
                "consent.Ask",
                "child",
                _("what your family was asked"),
                fields=("purpose", "scope", "asked_at", "ends_at"),
                why=_("It belongs to the answers."),
            ),
            Kept(
                "consent.Home",
                "child",
                _("the office that knows your family"),
                fields=("office__name", "since"),
                why=_("It says who may see your family's papers."),
            ),
            leave={
                "consent.Mediation": "between the office and each guardian apart; neither learns of the other (CON-9)"
            },
        )
