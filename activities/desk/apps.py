"""Registers the part with Django."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    name = "activities.desk"
    verbose_name = _("facilitators' desk")

    def ready(self):
        from activities import registry
        from activities.desk import actions, receivers
        from activities.desk.adapters import Judged
        from activities.desk.jobs import grow
        from activities.desk.kinds import INCIDENT
        from activities.desk.models import PickUp
        from activities.desk.queries import hindrance_of, leaves_of, name_of_collector, ways_of, writers_of
        from activities.signals import session_changed
        from moderation.registry import register as register_content
        from portal.accounts.signals import left
        from portal.clock.registry import register
        from portal.consent.signals import consent_withdrawn
        from portal.privacy import registry as privacy
        from portal.rows import growth

        left.connect(receivers.left, dispatch_uid="activities.desk")
        session_changed.connect(receivers.session_changed, dispatch_uid="activities.desk")
        consent_withdrawn.connect(receivers.consent_withdrawn, dispatch_uid="activities.desk")
        register_content(INCIDENT, Judged())
        register("desk.uncovered", every=timedelta(hours=1), run=lambda at: actions.warn_uncovered(at=at))
        privacy.register_standing(leaves_of)
        registry.register(ways_of=ways_of, authors_of=writers_of, hindrance_of=hindrance_of)
        growth.register("activities", grow)
        self._notices()
        self._lists()
        privacy.register_sealed(
            "pick_up",
            rows=lambda newest: PickUp.objects.exclude(key_id=newest),
            reseal=actions.reseal_pick_up,
        )
        privacy.register(
            "desk",
            privacy.Kept(
                "desk.Mark",
                "child",
                _("when you came and went home"),
                fields=("session__activity__name", "says", "at", "company"),
                why=_("A list of a day is a record the centre answers for; without a name once all is erased."),
            ),
            privacy.Kept(
                "desk.PickUp",
                "child",
                _("who may collect you"),
                mine="made_by",
                read=lambda row: name_of_collector(row) | {"made_at": str(row.made_at)},
                erase=True,
            ),
            leave={
                "desk.Duty": "which colleague works at which session; no child is in it",
                "desk.Record": "which colleague wrote about a session; children have their names of here in it",
                "desk.Supervision": "two colleagues and what they talked about; no child is in it",
                "desk.Incident": "who noted it; may protect somebody, and is read behind the lead's door (SAF-4)",
                "desk.Plan": "who wrote and who approved a plan; no child is in it",
                "desk.Plan_writers": "who ever wrote in a plan and may not approve it; no child is in it",
                "desk.TermReport": "who wrote and who read a report; names of children are refused in it",
                "desk.Section": "which colleague wrote a part of a report; names of children are refused in it",
                "desk.Evaluation": "which colleague evaluated an activity; names of children are refused in it",
            },
        )

    @staticmethod
    def _notices():
        from django.urls import reverse

        from activities.desk.content import ASKED, NOTICES
        from portal.notices import registry as notices

        for kind, (subject, body) in NOTICES.items():
            notices.register(
                kind,
                subject=subject,
                body=body,
                url=lambda message: reverse("desk_day:session", args=[message.params["session"]]),
            )
        notices.register(
            "desk.asked",
            subject=ASKED[0],
            body=ASKED[1],
            url=lambda message: reverse("group_asking:answer", args=[message.params["activity"]]),
        )

    @staticmethod
    def _lists():
        from django.urls import reverse

        from activities.desk import actions
        from activities.desk.content import OF_LISTS, TO_RELEASE
        from portal.clock.registry import register
        from portal.notices import registry as notices
        from portal.privacy import registry as privacy

        register("desk.arrivals", every=timedelta(days=1), run=lambda at: actions.forget_arrivals(at=at))
        subject, body = TO_RELEASE
        notices.register(
            "desk.to_release", subject=subject, body=body, url=lambda message: reverse("desk_day:sendings")
        )
        for kind, (subject, body) in OF_LISTS.items():
            notices.register(
                kind,
                subject=subject,
                body=body,
                url=lambda message: reverse("activities:one", args=[message.params["activity"]]),
            )

        privacy.register(
            "desk_lists",
            privacy.Kept(
                "desk.Badge",
                "child",
                _("your squares for the door"),
                fields=("activity__name", "made_at", "ended_at"),
                erase=True,
            ),
            privacy.Kept(
                "desk.Hello",
                "child",
                _("when you said at the door that you are here"),
                fields=("session__activity__name", "said_at"),
                erase=True,
            ),
            privacy.Kept(
                "desk.Invited",
                "child",
                _("activities to which you were invited"),
                fields=("activity__name", "made_at"),
                erase=True,
            ),
            leave={"desk.Sending": "which colleague wrote to a whole group; no child is in it"},
        )
