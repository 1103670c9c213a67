"""Registers the part with Django."""

from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LiveConfig(AppConfig):
    name = "activities.live"
    verbose_name = _("live rooms")

    def ready(self):
        from activities.live import actions, queries, receivers
        from activities.live.actions.care import KIND
        from activities.live.adapters import Judged, said_in_room, summary_page, ways
        from activities.live.content import SUMMARY
        from activities.registry import register as register_at_activities
        from activities.registry import tell_own_words
        from activities.signals import session_changed
        from moderation.registry import register as register_content
        from portal.accounts.signals import access_ended
        from portal.clock.registry import register
        from portal.consent.signals import consent_withdrawn
        from portal.notices import registry as notices
        from portal.privacy import registry as privacy

        register_content(KIND, Judged())
        register_at_activities(ways_of=ways)
        tell_own_words("live", said_in_room)
        notices.register("live.summary", subject=SUMMARY[0], body=SUMMARY[1], url=summary_page)
        consent_withdrawn.connect(receivers.consent_withdrawn, dispatch_uid="activities.live")
        session_changed.connect(receivers.session_changed, dispatch_uid="activities.live")
        access_ended.connect(receivers.access_ended, dispatch_uid="activities.live")
        register("live.close_overdue", every=timedelta(minutes=5), run=lambda at: actions.close_overdue(at=at))
        register("live.groups_end", every=timedelta(minutes=1), run=lambda at: actions.end_overdue(at=at))
        register("live.erased", every=timedelta(hours=1), run=lambda at: actions.erase_rest(at=at))
        register("live.kept", every=timedelta(hours=6), run=lambda at: actions.erase_old(at=at))
        register("live.clear", every=timedelta(minutes=10), run=lambda at: actions.clear(at=at))
        privacy.register(
            "live",
            privacy.Kept(
                "live.Entry",
                "author",
                _("what you said in live rooms"),
                rows=queries.done_by,
                read=queries.done_plainly,
                shown=privacy.OWN,
                emptied=True,
            ),
            privacy.Kept(
                "live.Assent",
                "child",
                _("your yes or no to live sessions"),
                fields=("yes", "at"),
                shown=privacy.OWN,
            ),
            privacy.Kept(
                "live.Reading",
                "child",
                _("what you said of the summary of a session"),
                fields=("fits", "words", "at"),
                shown=privacy.OWN,
                erase=True,
            ),
            leave={
                "live.Summary": "what colleagues write of a session; a child's words in it go with the log's",
                "live.SummaryVersion": "as it was given to the group, and by whom",
                "live.Room": "who opened the room; no child does",
                "live.HeldForCare": "that a lead has somebody's words to look at; may protect somebody (SAF-4)",
                "live.Presence": "who is in a room at this moment; gone a minute later",
            },
            erase=actions.erase_entries,
        )
