"""A child begins alone: the link to the grown-up, and everything somebody may try with it (CON-8)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.db.models import F

from portal.accounts import queries as people
from portal.accounts.actions.people import NameCannotBeUsed
from portal.accounts.models import User
from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.kinds import Stage
from portal.consent.models import GuardianLink, Invitation, Start
from portal.consent.purposes import Level, Purpose
from portal.consent.states import InvitationState, LinkState, StartState
from portal.privacy.models import Contact
from tests.making import consent as make_consent
from tests.making import starting as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def begun(django_capture_on_commit_callbacks):
    """`begun(…)` begins, and the message has gone."""

    def go(**said):
        with django_capture_on_commit_callbacks(execute=True):
            return make.begin(**{"at": AT} | said)

    return go


@pytest.fixture
def again(django_capture_on_commit_callbacks):
    def go(start, at):
        with django_capture_on_commit_callbacks(execute=True):
            actions.ask_again(start=start, at=at)

    return go


def test_a_yes_opens_the_account_at_once_and_no_further_than_g1(begun):  # CON-8, CON-18
    start = begun()
    child = make.says_yes(make.grown_up(), make.token_in(), at=AT + HOUR)
    link = GuardianLink.objects.get(child=child)
    child.refresh_from_db()
    assert (child.pseudonym, child.avatar, child.is_active) == ("爱数台阶的猫", "cat", True)
    assert (link.state, link.level, link.agreed_at) == (LinkState.CONFIRMED, Level.G1, AT + HOUR)
    assert queries.may(child.pk, Purpose.ACCOUNT, at=AT + HOUR)
    assert not queries.may(child.pk, Purpose.PUBLISH, at=AT + HOUR)
    start.refresh_from_db()
    assert (start.state, start.child) == (StartState.YES, child)
    assert [line.act for line in audit.lines(subject=f"link:{link.pk}")] == ["guardian.linked", "guardian.agreed"]


def test_a_worker_sees_the_papers_afterwards_and_a_second_one_confirms(begun):  # CON-7
    begun()
    child = make.says_yes(make.grown_up(), make.token_in(), at=AT)
    link = GuardianLink.objects.get(child=child)
    first, second = make_consent.worker(at=AT), make_consent.worker(at=AT)
    with pytest.raises(actions.NotForYou):  # nobody is confirmed whose papers nobody has seen
        make_consent.confirmed(make_consent.worker(at=AT), link, at=AT)
    assert link in queries.links_waiting(first, at=AT)
    assert list(queries.at_stage(queries.families(first, at=AT), Stage.PAPERS)) == [child]
    assert make_consent.checked(first, link, at=AT).level == Level.G2
    assert list(queries.at_stage(queries.families(first, at=AT), Stage.SECOND)) == [child]
    assert make_consent.confirmed(second, link, at=AT).level == Level.G3


def test_the_database_confirms_nobody_by_their_own_word():  # CON-18
    home = make_consent.family(level=Level.G1)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLink.objects.filter(pk=home.link.pk).update(state=LinkState.CONFIRMED)


def test_a_no_is_told_without_a_reason_and_nothing_is_made(begun):
    start = begun()
    actions.decline(by=make.grown_up(), token=make.token_in(), at=AT)
    start.refresh_from_db()
    assert (start.state, start.child) == (StartState.NO, None)
    assert User.objects.filter(kind="child").count() == 0
    with pytest.raises(actions.NotNow):  # nobody is pressed after a no
        actions.ask_again(start=start, at=AT + timedelta(days=2))


def test_a_link_works_once(begun):  # CON-8 replay
    begun()
    person, token = make.grown_up(), make.token_in()
    make.says_yes(person, token, at=AT)
    for act in (lambda: make.says_yes(person, token, at=AT), lambda: actions.decline(by=person, token=token, at=AT)):
        with pytest.raises(actions.LinkIsOver):
            act()
    assert User.objects.filter(kind="child").count() == 1


def test_a_link_is_good_for_three_days(begun):  # CON-8
    begun()
    person, token = make.grown_up(), make.token_in()
    assert queries.invitation_for(token, person, at=AT + 72 * HOUR - timedelta(seconds=1))
    assert queries.invitation_for(token, person, at=AT + 72 * HOUR) is None


@pytest.mark.parametrize("who", ["another guardian", "one who only wrote the address down", "a child", "a worker"])
def test_a_forwarded_link_works_for_nobody_else(begun, who):  # CON-8
    begun()
    token = make.token_in()
    person = {
        "another guardian": lambda: make.grown_up(email="aunt@example.org"),
        "one who only wrote the address down": unproven,
        "a child": lambda: make_consent.child(age=16, at=AT),
        "a worker": lambda: make_consent.worker(at=AT),
    }[who]()
    with pytest.raises(actions.LinkIsOver):
        make.says_yes(person, token, at=AT)
    with pytest.raises(actions.LinkIsOver):
        actions.decline(by=person, token=token, at=AT)
    assert queries.invitation_for(token, make.grown_up(), at=AT)


def unproven():
    from allauth.account.models import EmailAddress

    person = make.grown_up(email="kid@example.org")
    EmailAddress.objects.create(user=person, email=make.MAIL, verified=False, primary=False)
    return person


def test_a_link_by_phone_is_for_the_number_alone(begun):  # CON-8
    begun(contact=make.NUMBER)
    assert mail.outbox[-1].to == [f"+86{make.NUMBER}@sms.invalid"]
    token = make.token_in()
    assert queries.invitation_for(token, make.grown_up(), at=AT) is None
    assert queries.invitation_for(token, make.grown_up_by_phone("13811112222", at=AT), at=AT) is None
    assert queries.invitation_for(token, make.grown_up_by_phone(at=AT), at=AT)


def test_not_from_the_browser_on_which_the_child_began(begun):  # CON-8 same phone
    start, person = begun(), make.grown_up()
    token = make.token_in()
    with pytest.raises(actions.LinkIsOver):
        make.says_yes(person, token, browser=["another", start.token], at=AT)
    assert queries.invitation_for(token, person, browser=["another"], at=AT)


def test_a_newer_link_ends_the_older_one(begun, again):
    start, person = begun(), make.grown_up()
    older = make.token_in()
    again(start, AT + HOUR)
    assert queries.invitation_for(older, person, at=AT + HOUR) is None
    assert queries.invitation_for(make.token_in(), person, at=AT + HOUR)
    assert Invitation.objects.filter(state=InvitationState.READY).count() == 1


def test_a_grown_up_is_not_pressed(begun, again):
    start = begun()
    with pytest.raises(actions.TooSoon):
        again(start, AT + timedelta(minutes=9))
    for hours in (1, 2):
        again(start, AT + hours * HOUR)
    with pytest.raises(actions.TooSoon):  # three a day
        again(start, AT + 3 * HOUR)
    for days in (2, 3, 4):
        again(start, AT + timedelta(days=days))
    with pytest.raises(actions.TooSoon):  # six in all
        again(start, AT + timedelta(days=6))
    assert len(mail.outbox) == 6


def test_a_number_is_nobodys_to_be_rung_at(begun, again):  # CON-8 rate limit
    """The fourth child of a day who names the same contact reads what every child reads, and no message goes."""
    starts = [begun(name=f"爱数台阶的{each}") for each in ("猫", "狗", "鸟", "鱼")]
    assert len(mail.outbox) == 3
    assert starts[3].invitations.count() == 0
    assert starts[3].state == StartState.WAITING
    again(starts[0], AT + HOUR)  # nor by asking again; the link that went before still opens
    assert len(mail.outbox) == 3
    assert queries.invitation_for(make.token_in(mail.outbox[0]), make.grown_up(), at=AT + HOUR)


def test_the_house_does_not_ring_up_a_town(begun, monkeypatch):
    from portal.consent.actions import inviting

    monkeypatch.setattr(inviting, "OF_THE_HOUSE", 2)
    for each in ("猫", "狗"):
        begun(name=f"爱数台阶的{each}", contact=f"{ord(each)}@example.org")
    with pytest.raises(actions.TooSoon):
        make.begin(name="爱数台阶的鸟", contact="third@example.org", at=AT)


def test_a_name_is_kept_while_a_child_waits(begun):
    start = begun()
    assert people.cannot_be_used("爱数台阶的猫")
    with pytest.raises(NameCannotBeUsed):
        make.begin(at=AT)
    actions.stop(start=start, at=AT)
    assert not people.cannot_be_used("爱数台阶的猫")


def test_nothing_says_who_the_child_is_or_where_the_grown_up_is_reached(begun):  # PRI-3, PRI-8
    start = begun(contact=make.NUMBER)
    row = str(Start.objects.values().get()) + str(Invitation.objects.values().get())
    assert make.NUMBER not in row
    assert start.token not in row
    assert make.token_in() not in row
    assert "爱数台阶的猫" not in mail.outbox[-1].body + mail.outbox[-1].subject
    said = " ".join(f"{line.act}{line.subject}{line.detail}" for line in audit.lines())
    assert make.NUMBER not in said
    assert "猫" not in said


@pytest.mark.parametrize("how", ["yes", "no", "stopped", "old"])
def test_the_contact_goes_with_the_answer(begun, how):  # PRI-7
    start, person = begun(), make.grown_up()
    {
        "yes": lambda: make.says_yes(person, make.token_in(), at=AT),
        "no": lambda: actions.decline(by=person, token=make.token_in(), at=AT),
        "stopped": lambda: actions.stop(start=start, at=AT),
        "old": lambda: actions.erase_old_starts(at=AT + timedelta(days=14)),
    }[how]()
    assert not Contact.objects.filter(person=start.pk).exists()


def test_after_a_fortnight_nothing_is_left(begun):  # PRI-7
    start = begun()
    assert actions.erase_old_starts(at=AT + timedelta(days=14) - timedelta(seconds=1)) == 0
    assert queries.starts_here([start.token], at=AT + timedelta(days=13))
    assert queries.starts_here([start.token], at=AT + timedelta(days=14)) == []
    assert actions.erase_old_starts(at=AT + timedelta(days=14)) == 1
    assert not Start.objects.exists()
    assert not Invitation.objects.exists()


def test_the_own_phone_comes_in_once(begun):
    start = begun()
    child = make.says_yes(make.grown_up(), make.token_in(), at=AT)
    device = actions.enter_alone(start=start, at=AT)
    assert (device.child, device.own_phone) == (child, True)
    with pytest.raises(actions.NotNow):
        actions.enter_alone(start=start, at=AT)
    assert not Start.objects.exists()


def test_a_shared_phone_wants_the_card(begun):
    start = begun(own_phone=False)
    make.says_yes(make.grown_up(), make.token_in(), at=AT)
    with pytest.raises(actions.NotNow):
        actions.enter_alone(start=start, at=AT)


def test_nobody_enters_before_the_yes(begun):
    start = begun()
    with pytest.raises(actions.NotNow):
        actions.enter_alone(start=start, at=AT)


def test_a_phone_does_not_come_in_beside_one_that_a_card_opened(begun):
    """Who found the child's old phone after a card was used elsewhere gets nothing by it."""
    from portal.accounts import actions as accounts

    start = begun()
    person = make.grown_up()
    child = make.says_yes(person, make.token_in(), at=AT)
    child.refresh_from_db()
    _card, token = accounts.make_card(by=person, child=child, at=AT)
    accounts.use_card(token=token, own_phone=True, at=AT)
    with pytest.raises(accounts.cards.CardIsOver):
        actions.enter_alone(start=start, at=AT)


@pytest.mark.parametrize("bad", ["", "hello", "12345", "a@b", "95588"])
def test_what_is_no_contact_begins_nothing(bad):
    from portal.privacy.actions import NoContact

    with pytest.raises(NoContact), transaction.atomic():
        make.begin(contact=bad, at=AT)
    assert not Start.objects.exists()


def test_a_database_holds_each_promise(begun):
    start = begun()
    wrong = [
        {"state": "yes"}, {"state": "maybe"}, {"settled_at": AT}, {"state": "no"},
    ]  # fmt: skip
    for fields in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Start.objects.filter(pk=start.pk).update(**fields)
    link = Invitation.objects.filter(start=start)
    for fields in ({"state": "yes"}, {"settled_at": AT}, {"state": "?"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            link.update(**fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(start=start, kind="email", mark="m", token_hash="h", made_at=AT, expires_at=AT)
    assert link.update(made_at=F("made_at")) == 1
