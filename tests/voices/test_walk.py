"""Random walks: whatever happens in whatever order, the flag never differs from what is computed (MOD-1, MOD-3)."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from moderation import actions as judging
from portal.consent import actions as consent
from portal.consent import queries as permitted
from portal.consent.purposes import Purpose
from portal.ui.refusals import Refusal
from tests.making import consent as make_consent
from tests.making import voices as make
from voices import actions, queries
from voices.models import Release, SearchDoc, Voice

purposes = st.sampled_from(make.PUBLIC_PURPOSES)
people = st.sampled_from(["guardian", "child"])


class Walk(RuleBasedStateMachine):
    """One family, two voices, and everybody doing what they may in any order."""

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.at = timezone.now()
        self.home = make.home(at=self.at)
        self.voices = [make.draft(self.home.child, at=self.at), make.draft(self.home.child, picture=PHOTO, at=self.at)]
        self.judges = [make.moderator(self.at) for _ in range(2)]

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    def try_to(self, act, **words):
        self.at += timedelta(seconds=1)
        try:
            with transaction.atomic():
                return act(at=self.at, **words)
        except Refusal:
            return None

    def voice(self, which):
        return make.again(self.voices[which])

    @rule(which=st.integers(0, 1), words=st.sampled_from(["一句话", "又一句", "打13812345678"]))
    def write_on(self, which, words):
        voice = self.voice(which)
        draft = queries.beginning(voice)
        more = {"alt": draft.get("alt", "") or "路口", "no_faces": True} if draft["has_picture"] else {}
        self.try_to(actions.write, by=self.home.child, voice=voice, title="", body=words, **more)

    @rule(which=st.integers(0, 1))
    def send(self, which):
        self.try_to(actions.submit, by=self.home.child, voice=self.voice(which))

    @rule(which=st.integers(0, 1))
    def take_back(self, which):
        self.try_to(actions.take_back, by=self.home.child, voice=self.voice(which))

    @rule(which=st.integers(0, 1))
    def nod(self, which):
        voice = self.voice(which)
        last = queries.last_revision(voice)
        if last:
            self.try_to(actions.nod, by=self.home.child, voice=voice, revision=last)

    @rule(
        which=st.integers(0, 1),
        who=st.integers(0, 1),
        act=st.sampled_from(["approve", "approve", "ask_change", "hold"]),
    )
    def judge(self, which, who, act):
        case = self.voice(which).case
        if case is None or case.revision is None:
            return
        by = self.judges[who]
        self.try_to(judging.claim, by=by, case=case)
        named = {"by": by, "case": case, "revision": case.revision, "digest": case.digest}
        words = {
            "approve": {"best_interests": "好"},
            "ask_change": {"reason": "personal", "message": "改一改"},
            "hold": {"message": "谢谢"},
        }
        self.try_to(getattr(judging, act), **named, **words[act])

    @rule(which=st.integers(0, 1))
    def bring_out(self, which):
        """The straight way, so that walks do not spend themselves in front of the door."""
        self.try_to(actions.submit, by=self.home.child, voice=self.voice(which))
        case = self.voice(which).case
        if case is not None and case.state == "queued":
            for by in self.judges:
                case = self.voice(which).case
                self.try_to(judging.claim, by=by, case=case)
                named = {"by": by, "case": case, "revision": case.revision, "digest": case.digest}
                self.try_to(judging.approve, **named, best_interests="好")

    @rule(which=st.integers(0, 1))
    def change_a_name(self, which):
        self.try_to(actions.suggest, by=self.judges[0], voice=self.voice(which), texts={"body": "我叫风筝"})

    @rule(who=people, purpose=purposes)
    def withdraw_consent(self, who, purpose):
        self.try_to(consent.withdraw, by=getattr(self.home, who), child=self.home.child, purpose=purpose)

    @rule(who=people, purpose=purposes, yes=st.booleans())
    def answer(self, who, purpose, yes):
        self.at += timedelta(seconds=1)
        make_consent.says(getattr(self.home, who), self.home.child, purpose, yes=yes, at=self.at)

    @rule(which=st.integers(0, 1))
    @precondition(lambda self: Release.objects.exists())
    def release_by_hand(self, which):
        self.try_to(actions.release, by=self.judges[0], voice=self.voice(which))

    @invariant()
    def flag_and_truth_agree(self):
        rows = list(Voice.objects.all())
        shown = {voice.pk for voice in queries.public(rows, at=self.at)}
        assert {voice.pk for voice in rows if voice.showing} == shown
        assert set(SearchDoc.objects.values_list("voice", flat=True)) == shown
        assert {voice.pk for voice in queries.latest_public(self.at, 9)} == shown

    @invariant()
    def nothing_is_shown_that_lacks_anything(self):
        for voice in queries.latest_public(self.at, 9):
            voice = make.again(voice)
            assert voice.taken_back_at is None
            assert voice.case.state == "approved"
            assert voice.case.revision == voice.wanted_id
            assert permitted.may(voice.author_id, Purpose.PUBLISH, at=self.at)
            if voice.wanted.picture_id:
                assert permitted.may(voice.author_id, Purpose.PICTURE_BY_CHILD, at=self.at)


PHOTO = make.photo()


@pytest.mark.django_db
def test_the_flag_never_differs_from_the_truth():
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=12, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
