"""Registers the part, its clock job and its notices."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from portal.consent.purposes import REMIND_DAYS


class ConsentConfig(AppConfig):
    name = "portal.consent"

    def ready(self):
        from portal.accounts.registry import name_checks
        from portal.clock import registry
        from portal.consent import jobs, queries, receivers
        from portal.consent.actions.erasing import erase_words
        from portal.notices import registry as kinds
        from portal.privacy.registry import Kept, register
        from portal.rows import growth

        kinds.register(
            "consent.asked",
            subject=_("A question about your child"),
            body=_("We would like to ask you something. Both answers are fine."),
            url=lambda message: "/family/",
        )
        self._register_birthdays(kinds)
        self._register_links(kinds)
        self._register_moves(kinds)
        self._register_reminders(kinds)
        self._register_words(kinds)
        registry.register("consent.run_out", every=timedelta(seconds=15), run=jobs.run_out)
        registry.register("consent.starts", every=timedelta(hours=1), run=jobs.starts)
        name_checks.append(queries.is_waiting_name)
        registry.register("consent.birthdays", every=timedelta(minutes=1), run=jobs.birthdays)
        registry.register("consent.controller", every=timedelta(minutes=1), run=jobs.controller)
        registry.register("consent.reminders", every=timedelta(minutes=10), run=jobs.reminders)
        growth.register("consent", jobs.grow)
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
                "consent.Entry",
                "child",
                _("a yes on paper that waits for a second worker"),
                rows=queries.entries_shown,
                fields=("purpose", "scope", "method", "words", "evidence", "entered_at", "settled_at"),
                why=_("It belongs to the answers."),
            ),
            Kept(
                "consent.Home",
                "child",
                _("the office that knows your family"),
                fields=("office__name", "since"),
                why=_("It says who may see your family's papers."),
            ),
            Kept(
                "consent.HandOver",
                "child",
                _("that another office was asked to look after your family"),
                fields=("since__name", "to__name", "asked_at", "settled_at", "taken"),
                why=_("It says who may see your family's papers."),
            ),
            Kept(
                "consent.Start",
                "child",
                _("that you began alone"),
                fields=("made_at", "settled_at", "own_phone"),
                erase=True,
            ),
            leave={
                "consent.Draft": "words for all readers, by people who work here; no family is named in it",
                "consent.Recording": "words for all readers, read aloud by people who work here; no family is in it",
                "consent.Invitation": "a link to a grown-up: a mark of a contact, no words; it goes after a fortnight",
                "consent.Mediation": "between the office and each guardian apart; neither learns of the other (CON-9)",
                "consent.Reminder": "a mark that one was reminded, so that it happens once; the message is kept",
            },
            erase=erase_words,
        )

    def _register_links(self, kinds):
        """Which adult, who took the step and why is in none of them (CON-9): `content.telling` says who reads which."""
        home = {"url": lambda message: "/family/"}
        own = {
            "added": (
                _("You were entered for a child"),
                _("The centre has entered you as a grown-up of a child. Next, show your papers there."),
            ),
            "known": (
                _("Your papers have been seen"),
                _("What you said and what waited for your papers counts now. Your page says how it stands."),
            ),
            "changed": (
                _("How you speak for a child has changed"),
                _(
                    "Your page says how it stands now. "
                    "A social worker at the centre talks it over with you at any time."
                ),
            ),
            "in_doubt": (
                _("Please talk with the centre"),
                _(
                    "We are finding out together who speaks for a child. Until then your no counts and your yes "
                    "waits. A social worker at the centre talks it over with you at any time."
                ),
            ),
            "over": (
                _("You no longer speak for a child here"),
                _(
                    "What you said before stays on record. This does not judge anybody. A social worker at the "
                    "centre talks it over with you at any time."
                ),
            ),
        }
        for name, (subject, body) in own.items():
            kinds.register(f"consent.you_{name}", subject=subject, body=body, **home)
        kinds.register(
            "consent.others_changed",
            subject=_("Who speaks for your child has changed"),
            body=_("If you did not expect that, please come or call: a social worker talks it over with you."),
            **home,
        )
        kinds.register(
            "consent.number_changed",
            subject=_("Your phone number here was changed"),
            body=_(
                "Two workers at the centre put a new number in the place of the old. You are signed out everywhere; "
                "come in with the new number or as before. If that was not you, please come or call at once."
            ),
            **home,
        )
        child = {
            "6-8": _("Look with a grown-up you trust who it is now. Something is not right? Tell us."),
            "9-12": _("Look who it is now. If somebody there does not belong to you, tell us: we listen."),
            "13-17": _("Look who it is now. If somebody there should not speak for you, tell us. That is your right."),
        }
        for band, body in child.items():
            subject = _("Who speaks for you has changed")
            kinds.register(f"consent.child_changed_{band}", subject=subject, body=body, url=lambda message: "/me/seen/")

    def _register_moves(self, kinds):
        kinds.register(
            "consent.office",
            subject=_("Another office looks after your family now"),
            body=_(
                "As you have talked over with us. Your answers stay as they are, and "
                "nobody else of ours sees your papers."
            ),
            url=lambda message: "/family/",
        )
        kinds.register(
            "consent.my_office",
            subject=_("Another place of ours is there for you now"),
            body=_("From today it is {office}. All that you said and made stays yours."),
            url=lambda message: "/me/",
        )

    def _register_reminders(self, kinds):
        """Neither the child nor the purpose is named: what it is about stands behind the sign-in."""
        own = {
            "subject": _("A yes of yours ends soon"),
            "body": _(
                "It ends on {day}. If it should go on, say yes again before that day. "
                "If you do nothing, it stops by itself, and that is fine too."
            ),
            "url": lambda message: "/family/",
        }
        child = {
            "subject": _("Soon we ask you again"),
            "body": _(
                "Something you said yes to ends on {day}. Do you still want it? Have a look. "
                "If you do nothing, it stops by itself."
            ),
            "url": lambda message: "/me/",
        }
        for days in REMIND_DAYS:
            kinds.register(f"consent.guardian_ends_in_{days}", **own)
            kinds.register(f"consent.child_ends_in_{days}", **child)

    def _register_words(self, kinds):
        """Between colleagues at the desk; which words they are stands there."""
        kinds.register(
            "consent.words_wait",
            subject=_("New words for families wait for you"),
            body=_(
                "A colleague has written them and handed them over. Somebody else reads them and puts them in force."
            ),
            url=lambda message: "/desk/words/",
        )
        kinds.register(
            "consent.words_returned",
            subject=_("Words of yours came back"),
            body=_("What should be changed stands beside them."),
            url=lambda message: "/desk/words/",
        )
        kinds.register(
            "consent.words_published",
            subject=_("Words of yours are in force"),
            body=_("Families read them from now on."),
            url=lambda message: "/desk/words/",
        )

    def _register_birthdays(self, kinds):
        """Said in the words of whoever reads, and never how old a child has become: a shoulder may be looked over."""
        anew = {
            "subject": _("We ask you anew"),
            "body": _("You have had a birthday. From now on some things are yours to say. Have a look."),
            "url": lambda message: "/me/",
        }
        own = {
            "subject": _("Your child has had a birthday"),
            "body": _("From now on your child answers some questions alone. What changes stands on your child's page."),
            "url": lambda message: "/family/",
        }
        grown = {
            "subject": _("Your child has grown up"),
            "body": _("From today on they decide everything here alone. Thank you for walking with them."),
        }
        for turn in (8, 14, 18):
            kinds.register(f"consent.i_turned_{turn}", **anew)
        for turn in (14, 16):
            kinds.register(f"consent.child_turned_{turn}", **own)
        kinds.register("consent.child_turned_18", **grown)
