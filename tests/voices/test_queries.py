"""What is public is worked out at each showing, and what is public is found (MOD-1, MOD-24)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation.models import Case, Decision
from portal.consent.purposes import Purpose
from tests.making import consent as make_consent
from tests.making import voices as make
from voices import queries
from voices.models import Revision, Voice, Withdrawal

pytestmark = pytest.mark.django_db


def test_an_approved_wanted_consented_voice_is_public_and_found():  # MOD-23
    at = timezone.now()
    voice = make.out(picture=make.photo(), at=at)
    assert queries.is_public(voice, at)
    assert queries.latest_public(at, 5) == [voice]
    assert queries.latest_public(at, 5)[0].shown == voice.wanted
    assert queries.shown_state(voice, at) == "public"


@pytest.mark.parametrize("query", ["斑马", "马", "斑马线", "绿灯只有", "儿童", "童", "library", "Lib", "儿童 library"])
def test_words_of_every_length_are_found(query):
    at = timezone.now()
    voice = make.out(body="学校门口的斑马线，绿灯只有十二秒。儿童 Library", at=at)
    assert queries.search(query, at) == [voice]


@pytest.mark.parametrize("query", ["斑线", "门口学校吗", "", "  ", "……", "ibrary", "'; DROP", '"*', "a:*"])
def test_what_is_not_there_is_not_found(query):
    at = timezone.now()
    make.out(body="学校门口的斑马线，绿灯只有十二秒。儿童 Library", at=at)
    assert queries.search(query, at) == []


def test_the_flag_alone_shows_nothing():  # MOD-1: it may narrow, never widen
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, at=at)
    Voice.objects.filter(pk=voice.pk).update(showing=True, released_at=at)
    assert queries.latest_public(at, 5) == []
    assert not queries.is_public(voice, at)


def the_release_ended(voice):
    Withdrawal.objects.create(release=voice.releases.get(), at=timezone.now(), cause="child")


def another_revision(voice, *, body: str = make.S04) -> Revision:
    made = Revision(voice=voice, number=2, body=body, age_years=8, made_by=voice.author, made_at=timezone.now())
    made.digest = made.fingerprint()
    made.save()
    return made


def the_child_wants_another(voice):
    Voice.objects.filter(pk=voice.pk).update(wanted=another_revision(voice, body="别的话"))


def judged(voice, **facts):
    """The case stands approved, by a real decision, on something else than what went out."""
    case = voice.case
    named = {"round": case.round, "revision": case.revision, "digest": case.digest} | facts
    Case.objects.filter(pk=case.pk).update(**facts)
    Decision.objects.create(
        case=case, act="approve", by=make.moderator(), at=timezone.now(), best_interests="好", **named
    )


def another_revision_was_judged(voice):
    """Of the very same words, so that the digests agree."""
    judged(voice, revision=another_revision(voice).pk)


def other_words_were_judged(voice):
    judged(voice, digest="0" * 64)


def the_approval_is_gone(voice):
    Case.objects.filter(pk=voice.case_id).update(state="queued")


@pytest.mark.parametrize(
    "spoil",
    [
        the_release_ended, the_child_wants_another, another_revision_was_judged, other_words_were_judged,
        the_approval_is_gone,
    ],
    ids=lambda spoil: spoil.__name__,
)  # fmt: skip
def test_one_thing_gone_hides_it_whatever_the_flag_says(spoil):  # MOD-1, MOD-4, MOD-24
    at = timezone.now()
    voice = make.out(at=at)
    spoil(voice)
    assert make.again(voice).showing
    assert queries.latest_public(at, 5) == queries.search("斑马", at) == []
    assert not queries.is_public(make.again(voice), at)


@pytest.mark.parametrize("first", [Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD])
def test_a_consent_that_runs_out_hides_it_before_any_clock_has_run(first):  # CON-12
    at = timezone.now()
    home = make.home(at=at)
    voice = make.out(home.child, picture=make.photo(), at=at)
    for purpose in make.PUBLIC_PURPOSES:
        if purpose != first:
            make_consent.all_say(home, purpose, at=at + timedelta(days=9))
    for days, shown in ((364, [voice]), (365, [])):
        later = at + timedelta(days=days)
        assert queries.latest_public(later, 5) == queries.search("斑马", later) == shown
    assert make.again(voice).showing
