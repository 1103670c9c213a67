"""What a decision needs, and which words it is about."""

import uuid
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from moderation import actions, queries
from moderation.models import Case, Decision
from moderation.states import Act, Lane, State
from portal.accounts.roles import Role
from portal.audit.models import Line
from tests.making import accounts as make_accounts
from tests.making import consent as make_consent
from tests.making import moderation as make

pytestmark = pytest.mark.django_db
AT = make.AT


def fresh(case):
    return Case.objects.get(pk=case.pk)


def test_words_without_findings_need_one_person():  # MOD-6
    case = make.sent()
    make.approve(case, make.moderator())
    assert fresh(case).state == State.APPROVED
    assert queries.approved_revision(case) == case.revision
    assert queries.approved(case, case.revision)
    assert not queries.approved(case, uuid.uuid4())


@pytest.mark.parametrize(
    "about",
    [
        {"picture": True},
        {"body": "我叫陈小树，想找人踢球。"},
        {"body": "老板两个月没给我钱了。", "age": 16},
    ],
)
def test_pictures_findings_and_p2_need_two_different_people(about):  # MOD-6
    case, first = make.sent(**about), make.moderator()
    make.approve(case, first)
    assert fresh(case).state == State.FIRST_OK
    assert queries.approved_revision(case) is None
    assert make.may(make.approve, case, first) is False
    assert make.may(make.ask_change, case, first) is True
    Case.objects.filter(pk=case.pk).update(claimed_by=None, claimed_until=None)
    make.approve(case, make.moderator())
    assert queries.approved_revision(case) == case.revision


def test_a_decision_on_words_that_changed_is_refused():  # MOD-4
    case, moderator = make.sent(), make.moderator()
    old, digest = case.revision, case.digest
    case = make.send(case, "绿灯只有十秒。")
    make.claimed(case, moderator)
    for act, words in [
        (actions.approve, {"best_interests": "x"}),
        (actions.ask_change, {"reason": "personal", "message": "x"}),
        (actions.decline, {"reason": "advert", "message": "x"}),
        (actions.hold, {"message": "x"}),
    ]:
        with pytest.raises(actions.StaleRevision):
            act(by=moderator, case=case, revision=old, digest=digest, at=AT, **words)
        with pytest.raises(actions.StaleRevision):
            act(by=moderator, case=case, revision=case.revision, digest="0" * 64, at=AT, **words)
        with pytest.raises(actions.StaleRevision):
            act(by=moderator, case=case, revision=old, digest=case.digest, at=AT, **words)
    assert not Decision.objects.filter(case=case).exists()


def test_an_edit_after_approval_starts_again():  # MOD-4
    case = make.sent()
    make.approve(case, make.moderator())
    case = make.send(case, "绿灯只有十秒。")
    assert case.state == State.QUEUED
    assert queries.approved_revision(case) is None
    assert not Case.objects.approved().exists()


def test_the_first_yes_does_not_outlive_its_words():  # MOD-4, MOD-6
    case, first = make.sent(picture=True), make.moderator()
    make.approve(case, first)
    case = make.send(case, "绿灯只有十秒。", picture=True)
    make.approve(case, make.moderator())
    assert fresh(case).state == State.FIRST_OK
    make.approve(case, first)
    assert fresh(case).state == State.APPROVED


def test_a_state_alone_shows_nothing():  # MOD-1
    case = make.sent()
    Case.objects.filter(pk=case.pk).update(state=State.APPROVED)
    assert not Case.objects.approved().exists()
    assert queries.approved_revision(case) is None


@pytest.mark.parametrize("moved", [{"round": 2}, {"revision": uuid.uuid4()}, {"digest": "1" * 64}, {"state": "queued"}])
def test_an_approval_counts_for_exactly_what_was_read(moved):  # MOD-1, MOD-4
    case = make.sent()
    make.approve(case, make.moderator())
    assert Case.objects.approved().filter(pk=case.pk).exists()
    Case.objects.filter(pk=case.pk).update(**moved)
    assert not Case.objects.approved().exists()


def test_one_yes_is_not_enough_where_two_are_needed_whatever_the_state_says():  # MOD-6
    case = make.sent(picture=True)
    make.approve(case, make.moderator())
    Case.objects.filter(pk=case.pk).update(state=State.APPROVED)
    assert queries.approved_revision(case) is None


def test_deciding_needs_a_live_claim():  # MOD-5
    case, moderator = make.sent(), make.moderator()
    with pytest.raises(actions.NotClaimed):
        make.approve(case, moderator, claim=False)
    make.claimed(case, moderator)
    with pytest.raises(actions.NotClaimed):
        make.approve(case, moderator, claim=False, at=AT + timedelta(minutes=15))
    make.approve(case, moderator, claim=False, at=AT + timedelta(minutes=14))


def test_a_claim_is_shown_kept_and_expires():  # MOD-5
    case, one, other = make.sent(), make.moderator(), make.moderator()
    make.claimed(case, one)
    assert fresh(case).claimed_by == one
    with pytest.raises(actions.AlreadyClaimed):
        make.claimed(case, other)
    make.claimed(case, other, at=AT + timedelta(minutes=15))
    assert fresh(case).claimed_by == other
    actions.unclaim(by=one, case=case, at=AT)
    assert fresh(case).claimed_by == other, "nobody gives back what another holds"
    actions.unclaim(by=other, case=case, at=AT)
    assert fresh(case).claimed_by is None
    acts = Line.objects.filter(subject=case.subject).values_list("act", flat=True)
    assert list(acts).count("moderation.claimed") == 2
    assert "moderation.unclaimed" in acts


def test_a_yes_and_a_no_say_why():  # MOD-10
    case, moderator = make.sent(), make.moderator()
    make.claimed(case, moderator)
    for act, words in [
        (make.approve, {"best_interests": "  "}),
        (make.ask_change, {"message": " "}),
        (make.ask_change, {"reason": ""}),
        (make.decline, {"reason": "too_negative"}),
        (make.hold, {"message": ""}),
    ]:
        with pytest.raises(actions.NoWords):
            act(case, moderator, claim=False, **words)


def test_asking_for_a_change_keeps_the_case_and_tells_its_maker():  # MOD-11
    case = make.sent()
    content = make.ready()
    make.ask_change(case, make.moderator())
    assert fresh(case).state == State.CHANGES
    assert (case.pk, Act.ASK_CHANGE) in content.told
    again = make.send(case, "绿灯只有十秒。")
    assert again.state == State.QUEUED
    assert queries.last_decision(again).message == "改一改再送来"
    assert queries.earlier_revision(again) == case.revision


def test_held_words_stay_behind_the_door_whatever_is_written_to_them():  # SAF-6
    case, moderator, lead = make.sent(), make.moderator(), make.lead()
    make.hold(case, moderator)
    case = make.send(fresh(case), "绿灯只有十秒。")
    assert (case.state, case.lane) == (State.HELD, Lane.LOCKED)
    with pytest.raises(actions.NotYours):
        make.claimed(case, moderator)
    make.clear(case, lead)
    case = fresh(case)
    assert (case.state, case.lane, case.needs_two) == (State.QUEUED, Lane.OPEN, True)
    make.approve(case, moderator)
    assert fresh(case).state == State.FIRST_OK


def test_what_was_cleared_is_judged_from_the_start():  # SAF-6, MOD-6
    """A yes from before it was kept safe counts no longer; who gave it may look again."""
    case, first, lead = make.sent(picture=True), make.moderator(), make.lead()
    make.approve(case, first)
    make.hold(fresh(case), make.moderator())
    make.clear(fresh(case), lead)
    make.approve(fresh(case), make.moderator())
    assert queries.approved_revision(case) is None
    make.approve(fresh(case), first)
    assert queries.approved_revision(case) == case.revision


def test_clearing_needs_a_reason_and_a_locked_door():  # SAF-6
    case, lead = make.sent(make.DANGER, age=9), make.lead()
    make.claimed(case, lead)
    with pytest.raises(actions.NoWords):
        make.clear(case, lead, claim=False, best_interests="")
    open_case = make.sent()
    moderator = make.moderator()
    make.claimed(open_case, moderator)
    with pytest.raises(actions.WrongMove):
        make.clear(open_case, moderator, claim=False)


def test_taking_back_is_the_childs_and_the_familys():
    family = make_consent.family()
    case = make.sent(author=family.child)
    with pytest.raises(actions.NotYours):
        actions.withdraw(by=make.moderator(), case=case, at=AT)
    with pytest.raises(actions.NotYours):
        actions.withdraw(by=make_consent.person("guardian"), case=case, at=AT)
    assert actions.withdraw(by=family.guardian, case=case, at=AT).state == State.WITHDRAWN
    assert actions.withdraw(by=family.child, case=case, at=AT).state == State.WITHDRAWN


def test_what_was_taken_back_stays_known_to_the_lead():  # SAF-7
    case = make.sent(make.DANGER, age=9)
    case = actions.withdraw(by=case.author, case=case, at=AT)
    assert Case.objects.visible_to(make.lead(), at=AT).filter(pk=case.pk).exists()


def test_only_the_moves_of_the_table():  # MOD-3
    """Even where everybody may judge: what the child is asked to change is not approved or refused meanwhile."""
    case, moderator = make.sent(), make.moderator()
    make.ask_change(case, moderator)
    Case.objects.filter(pk=case.pk).update(claimed_by=moderator, claimed_until=AT + timedelta(minutes=5))
    with pytest.raises(actions.WrongMove):
        make.decline(fresh(case), moderator, claim=False)


def test_a_decided_case_is_not_decided_again():  # MOD-3
    case, moderator = make.sent(), make.moderator()
    make.decline(case, moderator)
    with pytest.raises(actions.NotYours):
        make.approve(case, moderator)


def test_the_database_keeps_what_the_code_promises():  # MOD-3, MOD-6
    case = make.sent(picture=True)
    for wrong in [
        {"state": "published"},
        {"lane": "hidden"},
        {"needs_two": False},
        {"state": State.HELD},
        {"lane": Lane.LOCKED, "state": State.APPROVED},
        {"claimed_until": AT},
        {"revision": None},
        {"priority": 7},
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Case.objects.filter(pk=case.pk).update(**wrong)
    decision = {"case": case, "round": 1, "revision": case.revision, "digest": case.digest, "at": AT}
    person = make.moderator()
    Decision.objects.create(**decision, act=Act.APPROVE, by=person, best_interests="x")
    for wrong in [
        {"act": Act.APPROVE, "best_interests": "x"},
        {"act": Act.APPROVE, "best_interests": ""},
        {"act": Act.DECLINE, "reason": "", "message": "x"},
        {"act": Act.DECLINE, "reason": "advert", "message": ""},
        {"act": Act.DECLINE, "reason": "too_negative", "message": "x"},
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(**decision, by=person, **wrong)


def test_decisions_and_notes_cannot_be_changed():  # MOD-18
    case, moderator = make.sent(), make.moderator()
    make.claimed(case, moderator)
    note = actions.note(by=moderator, case=case, text="问过带组的人", at=AT)
    decision = make.approve(case, moderator, claim=False)
    for row in (note, decision):
        for harm in (lambda row=row: type(row).objects.filter(pk=row.pk).update(at=AT), row.delete):
            with pytest.raises(Exception, match="append-only"), transaction.atomic():
                harm()


def test_every_act_is_on_record():  # MOD-18
    case, moderator = make.sent(), make.moderator()
    make.claimed(case, moderator)
    actions.opened(by=moderator, case=case, at=AT)
    actions.revealed(by=moderator, case=case, at=AT)
    actions.note(by=moderator, case=case, text="问过带组的人", at=AT)
    make.ask_change(case, moderator, claim=False)
    lines = Line.objects.filter(subject=case.subject)
    assert [line.act for line in lines.order_by("id")] == [
        "moderation.opened",
        "moderation.submitted",
        "moderation.claimed",
        "moderation.read",
        "moderation.revealed",
        "moderation.noted",
        "moderation.ask_change",
    ]
    assert not any("改一改" in str(line.detail) or make.WORDS in str(line.detail) for line in lines)


def test_notes_and_reveals_are_for_those_who_judge():  # MOD-19, MOD-20
    case = make.sent()
    for act in (lambda who: actions.note(by=who, case=case, text="x", at=AT),
                lambda who: actions.revealed(by=who, case=case, at=AT)):  # fmt: skip
        with pytest.raises(actions.NotYours):
            act(make_accounts.staff(Role.CURATOR))
    with pytest.raises(actions.NoWords):
        actions.note(by=make.moderator(), case=case, text=" ", at=AT)
