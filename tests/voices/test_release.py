"""Going out: all is asked anew under one lock, and one thing missing keeps it in (MOD-1, MOD-4, MOD-23, PII-12)."""

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from moderation import actions as judging
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import consent as make_consent
from tests.making import voices as make
from voices import actions, policy, queries
from voices.models import Picture, Release, Revision, SearchDoc, Withdrawal
from voices.queries import ready

pytestmark = pytest.mark.django_db
NOTHING_MISSING = policy.Facts(
    wanted=True, approved=True, may_publish=True, has_picture=True, may_show_picture=True, clean=True
)


@pytest.mark.parametrize(
    ("changed", "missing"),
    [
        ({}, []),
        ({"wanted": False}, ["wish"]),
        ({"approved": False}, ["approval"]),
        ({"may_publish": False}, ["consent"]),
        ({"may_show_picture": False}, ["picture_consent"]),
        ({"may_show_picture": False, "has_picture": False}, []),
        ({"clean": False}, ["second_look"]),
        ({"wanted": False, "approved": False}, ["wish", "approval"]),
    ],
)
def test_each_thing_missing_keeps_it_in(changed, missing):  # MOD-23
    assert policy.missing(policy.Facts(**(vars(NOTHING_MISSING) | changed))) == missing


def test_approval_releases_exactly_the_revision_that_was_read():  # MOD-4
    at = timezone.now()
    voice = make.out(picture=make.photo(), at=at)
    release = Release.objects.get()
    assert release.revision_id == voice.wanted_id == voice.case.revision
    assert voice.showing
    assert voice.wanted.fingerprint() == voice.case.digest


def test_what_nobody_approved_is_not_released():  # MOD-23
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, at=at)
    assert actions.release(by=None, voice=voice, at=at) is None
    assert not Release.objects.exists()


def test_a_picture_that_is_not_the_one_they_saw_keeps_it_in():  # MOD-4
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, picture=make.photo(), at=at)
    Picture.objects.update(digest="0" * 64)
    voice = make.approve(voice, at=at)
    assert voice.case.state == "approved"
    assert not voice.showing


def test_with_a_picture_one_yes_is_not_enough():
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, picture=make.photo(), at=at)
    person = make.moderator(at)
    judging.claim(by=person, case=voice.case, at=at)
    judging.approve(
        by=person, case=voice.case, revision=voice.case.revision, digest=voice.case.digest, best_interests="好", at=at
    )
    assert not Release.objects.exists()
    assert queries.shown_state(voice, at) == "reading"


@pytest.mark.parametrize("lacking", [Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD])
def test_without_a_consent_it_waits_and_goes_out_when_it_comes(lacking):
    at = timezone.now()
    home = make.home(consents=[each for each in make.PUBLIC_PURPOSES if each != lacking], at=at)
    voice = make.approve(make.sent(home.child, picture=make.photo(), at=at), at=at)
    assert not voice.showing
    assert queries.shown_state(voice, at) == "home"
    make_consent.says(home.guardian, home.child, lacking, at=at)
    assert queries.is_public(make.again(voice), at)


def test_pictures_need_no_consent_where_there_is_none():
    at = timezone.now()
    home = make.home(consents=[Purpose.PUBLISH], at=at)
    assert queries.is_public(make.approve(make.sent(home.child, at=at), at=at), at)


@pytest.mark.parametrize("purpose", make.PUBLIC_PURPOSES)
@pytest.mark.parametrize("who", ["guardian", "child"])
def test_a_consent_taken_back_takes_it_down_at_once(purpose, who):  # MOD-24
    at = timezone.now()
    home = make.home(at=at)
    voice = make.out(home.child, picture=make.photo(), at=at)
    consent.withdraw(by=getattr(home, who), child=home.child, purpose=purpose, at=at)
    voice = make.again(voice)
    assert not voice.showing
    assert not queries.is_public(voice, at)
    assert not SearchDoc.objects.exists()
    assert Withdrawal.objects.get().cause == "consent"


def test_words_stay_when_only_pictures_are_taken_back():
    at = timezone.now()
    home = make.home(at=at)
    voice = make.out(home.child, at=at)
    consent.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PICTURE_BY_CHILD, at=at)
    assert queries.is_public(make.again(voice), at)


def test_it_comes_back_only_with_the_childs_own_yes():
    at = timezone.now()
    home = make.home(at=at)
    voice = make.out(home.child, at=at)
    consent.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=at)
    make_consent.says(home.guardian, home.child, Purpose.PUBLISH, at=at)
    voice = make.again(voice)
    assert not queries.is_public(voice, at)
    assert queries.shown_state(voice, at) == "put_away"
    with pytest.raises(actions.NotYours):
        actions.nod(by=home.guardian, voice=voice, revision=queries.last_revision(voice), at=at)
    actions.nod(by=home.child, voice=voice, revision=queries.last_revision(voice), at=at)
    assert queries.is_public(make.again(voice), at)
    assert Release.objects.count() == 2


def test_nothing_comes_out_while_held():  # SAF-6
    at = timezone.now()
    voice = make.out(at=at)
    lead = make.moderator(at)
    judging.claim(by=lead, case=voice.case, at=at)
    case = make.again(voice).case
    judging.hold(by=lead, case=case, revision=case.revision, digest=case.digest, message="谢谢你告诉我们。", at=at)
    voice = make.again(voice)
    assert not voice.showing
    assert not queries.is_public(voice, at)
    assert queries.shown_state(voice, at) == "kept"
    assert actions.release(by=None, voice=voice, at=at) is None


def test_a_later_rule_that_finds_more_keeps_it_in(monkeypatch):  # PII-12
    from moderation.screening import Finding

    at = timezone.now()
    voice = make.sent(make.home(at=at).child, at=at)
    found = [Finding("name.new", "2", "name", 0, 2, 1.0)]
    monkeypatch.setattr(ready, "screen", lambda text, context: found if text else [])
    assert not make.approve(voice, at=at).showing


def test_findings_that_two_people_saw_do_not_keep_it_in():  # PII-12, a false alarm
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, body="纪念13812345678这个数字", at=at)
    assert voice.case.needs_two
    assert make.approve(voice, at=at).showing


def test_a_stored_picture_that_carries_something_keeps_it_in(monkeypatch):  # PII-12, SEC-22
    from voices.actions import writing

    at = timezone.now()
    monkeypatch.setattr(writing.pictures, "rendition", lambda data, width: make.photo())
    voice = make.approve(make.sent(make.home(at=at).child, picture=make.photo(), at=at), at=at)
    assert not voice.showing


def test_an_edit_is_judged_anew():  # MOD-4
    at = timezone.now()
    voice = make.out(at=at)
    with pytest.raises(actions.AlreadySent):
        actions.write(by=voice.author, voice=voice, title="", body="别的话", at=at)
    actions.take_back(by=voice.author, voice=voice, at=at)
    actions.write(by=voice.author, voice=voice, title="", body="别的话", at=at)
    actions.submit(by=voice.author, voice=voice, at=at)
    voice = make.again(voice)
    assert not queries.is_public(voice, at)
    assert queries.shown_state(voice, at) == "sent"
    assert queries.is_public(make.approve(voice, at=at), at)
    assert queries.search("别的", at)
    assert not queries.search("斑马", at)


def test_a_change_is_asked_for_and_the_difference_shown():
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, body="一二三四", picture=make.photo(), at=at)
    person = make.moderator(at)
    judging.claim(by=person, case=voice.case, at=at)
    old = voice.case.revision
    judging.ask_change(
        by=person, case=voice.case, revision=old, digest=voice.case.digest, reason="personal", message="改一改", at=at
    )
    page = queries.own_page(make.again(voice), at=at)
    assert (page.standing.state, page.message, page.may_write) == ("change", "改一改", True)
    start = queries.beginning(make.again(voice))
    assert start["body"] == "一二三四"
    actions.write(
        by=voice.author, voice=voice, title="", body="一二五四", alt=start["alt"], no_faces=start["no_faces"], at=at
    )
    actions.submit(by=voice.author, voice=voice, at=at)
    voice = make.again(voice)
    assert voice.wanted.picture_id, "the picture that was sent stays with the words"
    from moderation.registry import content

    judged = content("voice")
    ops = judged.difference(voice.case, old, voice.case.revision)
    assert ("gone", "三") in ops
    assert ("new", "五") in ops
    assert [part.name for part in judged.body(voice.case)] == ["body", "alt"]
    assert judged.media(voice.case)[0].alt == "我们走的路口"


def test_an_adults_change_waits_for_the_childs_nod():
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, body="我叫陈小树", at=at)
    person = make.moderator(at)
    actions.suggest(by=person, voice=voice, texts={"body": "我叫风筝"}, at=at)
    voice = make.approve(voice, at=at)
    assert not voice.showing
    assert queries.shown_state(voice, at) == "nod"
    first = voice.revisions.get(number=1)
    with pytest.raises(actions.NotReady):
        actions.nod(by=voice.author, voice=voice, revision=first, at=at)
    actions.nod(by=voice.author, voice=voice, revision=voice.revisions.get(number=2), at=at)
    assert queries.search("风筝", at)
    assert not queries.search("小树", at)


@pytest.mark.parametrize("model", [Revision, Release, Withdrawal])
def test_what_happened_cannot_be_changed(model):
    at = timezone.now()
    voice = make.out(at=at)
    actions.take_back(by=voice.author, voice=voice, at=at)
    field = "by" if model is not Revision else "made_by"
    with pytest.raises(DatabaseError), transaction.atomic():
        model.objects.update(**{field: make.moderator(at)})


def test_every_act_is_on_record():
    from portal.audit.models import Line

    at = timezone.now()
    voice = make.out(at=at)
    actions.take_back(by=voice.author, voice=voice, at=at)
    acts = list(Line.objects.filter(subject=f"voice:{voice.pk}").order_by("id").values_list("act", flat=True))
    assert acts == ["voice.begun", "voice.written", "voice.submitted", "voice.released", "voice.taken_back"]
    assert "斑马" not in str(list(Line.objects.values_list("detail", flat=True)))
