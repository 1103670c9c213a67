"""A guardian invites one more adult: everything somebody may try with the link, and what the child's word is worth
(CON-7, CON-8, CON-18)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.models import GuardianLink, Invitation
from portal.consent.purposes import Level, Missing, Purpose
from portal.consent.states import InvitationState, LinkState
from portal.family.queries import may_let_in
from portal.notices.models import Message
from tests.making import consent as make
from tests.making import starting

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def home():
    return make.family(child_age=13, at=AT)


@pytest.fixture
def invite(home, django_capture_on_commit_callbacks):
    """`invite(…)` writes, and answers with the token that stands in the message alone."""

    def go(*, by=None, contact=starting.MAIL, at=AT):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            actions.invite_adult(by=by or home.guardian, child=home.child, contact=contact, at=at)
        return starting.token_in() if len(mail.outbox) > before else None

    return go


def accept(person, token, *, at=AT, browser=()):
    return actions.accept_invitation(by=person, token=token, browser=browser, relation="father", at=at)


def test_the_whole_way(home, invite):
    token = invite()
    adult = starting.grown_up()
    link = accept(adult, token)
    assert (link.state, link.level, link.invited_by) == (LinkState.WAITING, Level.G1, home.guardian)
    link = actions.say_of_adult(by=home.child, link=link, mine=True, at=AT + HOUR)
    assert (link.state, link.agreed_at, link.is_known) == (LinkState.CONFIRMED, AT + HOUR, False)
    acts = [line.act for line in audit.lines(subject=f"link:{link.pk}")]
    assert acts == ["guardian.linked", "guardian.agreed"]
    assert make.checked(make.worker(at=AT), link, at=AT).level == Level.G2


def test_nobody_sees_or_opens_anything_before_the_papers(home, invite):  # CON-7
    """Not by the other's yes, not by the child's: no answer of others, no rights, no card, no weight to a yes."""
    make.all_say(home, Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.ADVOCACY, "campaign:1", at=AT)
    adult = starting.grown_up()
    link = accept(adult, invite())
    for agreed in (False, True):
        if agreed:
            link = actions.say_of_adult(by=home.child, link=link, mine=True, at=AT)
        assert (link.is_known, link.speaks_in_all, may_let_in(link, at=AT)) == (False, False, False)
        assert queries.link_to_invite_by(adult, home.child, at=AT) is None
        shown = queries.questions(child=home.child, person=adult, at=AT)
        assert not any(each.scope or each.mine or each.known for each in shown)
        assert list(queries.links_shown(home.child, adult)) == [link]
    actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    actions.suspend(by=make.worker(at=AT), link=home.link, code="court", at=AT)
    make.says(adult, home.child, Purpose.PUBLISH, at=AT)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT).missing == (Missing.GUARDIAN,)


def test_nor_hears_of_the_child_before_the_papers(home, invite):  # CON-7
    """No question put to the family, no birthday: both would say something that another adult alone may know."""
    make.known(child := make.child(age=None, at=AT), born="2013-04-02", at=AT)
    for kid, by in ((home.child, home.guardian), (child, make.person("guardian"))):
        link = make.link(kid, make.person("guardian"), level=1, invited_by=by, at=AT)
        GuardianLink.objects.filter(pk=link.pk).update(state="confirmed", agreed_at=AT)
    Message.objects.all().delete()
    campaign = {"purpose": Purpose.ADVOCACY, "scope": "campaign:1", "at": AT}
    actions.ask(by=make.worker(at=AT), child=home.child, **campaign)
    assert [message.person for message in Message.objects.all()] == [home.guardian]
    actions.keep_birthdays(at=AT)
    Message.objects.all().delete()
    actions.keep_birthdays(at=AT + timedelta(days=370))
    assert not Message.objects.filter(about=f"child:{child.pk}", person__kind="guardian").exists()


INVITERS = {
    "known": ({}, True),
    "papers seen once": ({"level": 2, "confirmed_at": None, "confirmed_by": None}, True),
    "activities only": ({"authority": "activities"}, False),
    "collects": ({"authority": "none"}, False),
    "at rest": ({"state": "suspended"}, False),
    "in doubt": ({"state": "disputed", "disputed_at": AT}, False),
    "ended": ({"state": "ended", "ended_at": AT, "ended_code": "moved"}, False),
    "agreed, papers unseen": (
        {"level": 1, "agreed_at": AT}
        | dict.fromkeys(["papers_at", "papers_by", "confirmed_at", "confirmed_by"]), False
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", INVITERS)
def test_who_may_invite(home, invite, name):
    fields, may = INVITERS[name]
    if name == "in doubt":
        fields = fields | {"disputed_by": home.guardian}
    token = invite()
    GuardianLink.objects.update(**fields)
    if may:
        assert accept(starting.grown_up(), token)
        return
    with pytest.raises(actions.NotForYou):
        invite(at=AT + HOUR)
    with pytest.raises(actions.LinkIsOver):  # and what was sent before opens nothing now
        accept(starting.grown_up(), token)


@pytest.mark.parametrize("who", ["another family's guardian", "the child", "a worker"])
def test_nobody_else_invites(home, invite, who):
    other = make.family(child_age=9, at=AT)
    person = {"another family's guardian": other.guardian, "the child": home.child}.get(who) or make.worker(at=AT)
    with pytest.raises(actions.NotForYou):
        invite(by=person)


def test_for_a_grown_person_nobody_invites(invite, home):
    at = AT + timedelta(days=366 * 5)
    with pytest.raises(actions.NotForYou):
        invite(at=at)


WRONG = {
    "another guardian": lambda home: starting.grown_up(email="aunt@example.org"),
    "the one who asked": lambda home: proven(home.guardian),
    "a child": lambda home: make.child(age=16, at=AT),
    "a worker": lambda home: make.worker(at=AT),
}


def proven(person):
    from allauth.account.models import EmailAddress

    EmailAddress.objects.create(user=person, email=starting.MAIL, verified=True, primary=False)
    return person


@pytest.mark.parametrize("who", WRONG)
def test_a_forwarded_link_works_for_nobody_else(home, invite, who):  # CON-8
    token, person = invite(), WRONG[who](home)
    for act in (
        lambda: accept(person, token),
        lambda: actions.decline_invitation(by=person, token=token, at=AT),
        lambda: actions.decline(by=person, token=token, at=AT),
        lambda: starting.says_yes(person, token, at=AT),
    ):
        with pytest.raises(actions.LinkIsOver):
            act()
    assert GuardianLink.objects.count() == 1


@pytest.mark.parametrize("how", ["replayed", "declined", "taken back", "replaced", "old", "guessed"])
def test_a_link_that_is_over_opens_nothing(home, invite, how):  # CON-8
    token, adult = invite(), starting.grown_up()
    {
        "replayed": lambda: accept(adult, token) and GuardianLink.objects.filter(guardian=adult).delete(),
        "declined": lambda: actions.decline_invitation(by=adult, token=token, at=AT),
        "taken back": lambda: actions.take_back_invitation(
            by=home.guardian, invitation=Invitation.objects.get(), at=AT
        ),
        "replaced": lambda: invite(at=AT + HOUR),
        "old": lambda: None,
        "guessed": lambda: None,
    }[how]()
    at = AT + 72 * HOUR if how == "old" else AT + HOUR
    with pytest.raises(actions.LinkIsOver):
        accept(adult, "guess" if how == "guessed" else token, at=at)
    assert GuardianLink.objects.count() == 1
    if how == "old":
        assert accept(adult, token, at=at - timedelta(seconds=1))


def test_who_was_linked_once_does_not_come_back_by_a_link(home, invite):  # CON-17
    """An end is for good: also where the other parent, made to, invites the one it protects from."""
    adult = starting.grown_up()
    ended = make.link(home.child, adult, at=AT)
    actions.revoke(by=make.worker(at=AT), link=ended, code="safety", at=AT)
    with pytest.raises(actions.LinkIsOver):
        accept(adult, invite())


def test_nobody_takes_back_anothers(home, invite):
    invite()
    with pytest.raises(actions.LinkIsOver):
        actions.take_back_invitation(by=make.person("guardian"), invitation=Invitation.objects.get(), at=AT)
    assert queries.invitation_of(make.person("guardian"), Invitation.objects.get().pk) is None


def test_an_adult_is_not_pressed_and_no_contact_is_kept(home, invite):  # CON-8, PRI-8
    token = invite(contact=starting.NUMBER)
    row = str(Invitation.objects.values().get()) + "".join(f"{line.subject}{line.detail}" for line in audit.lines())
    assert starting.NUMBER not in row
    assert token not in row
    with pytest.raises(actions.TooSoon):
        invite(at=AT + timedelta(minutes=9))
    for hours in (1, 2):
        assert invite(at=AT + hours * HOUR)
    with pytest.raises(actions.TooSoon):  # three a day
        invite(at=AT + 3 * HOUR)
    actions.erase_old_starts(at=AT + timedelta(days=13))
    assert Invitation.objects.count() == 3
    actions.erase_old_starts(at=AT + timedelta(days=15))
    assert not Invitation.objects.exists()


def test_a_number_is_nobodys_to_be_rung_at(home, invite):  # CON-8 rate limit
    from portal.consent.actions import inviting

    for number in range(inviting.FOR_ONE_CONTACT):
        other = make.family(child_age=9, at=AT)
        actions.invite_adult(by=other.guardian, child=other.child, contact=starting.MAIL, at=AT)
        assert Invitation.objects.count() == number + 1
    assert invite() is None  # no message goes, and the page says the same as always
    assert [each.state for each in queries.invitations_by(home.guardian, home.child)] == [InvitationState.READY]


def test_the_message_names_nobody(home, invite):
    invite()
    letter = mail.outbox[-1]
    text = letter.subject + letter.body
    assert not any(word in text for word in (home.child.pseudonym, home.guardian.pseudonym, home.guardian.email))


@pytest.mark.parametrize(("age", "may"), [(6, False), (11, False), (12, True), (17, True), (None, False)])
def test_from_twelve_on_the_childs_word_is_the_second_side(age, may):  # CON-18
    home = make.family(child_age=age, at=AT)
    link = make.link(home.child, make.person("guardian"), level=1, invited_by=home.guardian, at=AT)
    assert queries.links_to_answer(home.child, at=AT).exists() == may
    if may:
        assert actions.say_of_adult(by=home.child, link=link, mine=True, at=AT).agreed_at
        return
    with pytest.raises(actions.NotForYou):
        actions.say_of_adult(by=home.child, link=link, mine=True, at=AT)


NOT_TO_ANSWER = {
    "linked by a worker": {"invited_by": None},
    "known": {"level": 3},
    "another child's": {"child": True},
}


@pytest.mark.parametrize("name", NOT_TO_ANSWER)
def test_a_child_speaks_of_no_other_link(home, name):
    fields = {"level": 1, "invited_by": home.guardian} | NOT_TO_ANSWER[name]
    child = make.child(age=13, at=AT) if fields.pop("child", False) else home.child
    link = make.link(child, make.person("guardian"), at=AT, **fields)
    for mine in (True, False):
        with pytest.raises(actions.NotForYou):
            actions.say_of_adult(by=home.child, link=link, mine=mine, at=AT)


def test_a_childs_no_ends_nothing_and_reaches_the_office_alone(home, invite):
    adult = starting.grown_up()
    link = accept(adult, invite())
    Message.objects.all().delete()
    for _again in range(2):
        link = actions.say_of_adult(by=home.child, link=link, mine=False, at=AT)
    assert (link.state, link.refused_at, link.agreed_at) == (LinkState.WAITING, AT, None)
    assert not Message.objects.exists()
    assert [line.act for line in audit.lines(act="guardian.refused")] == ["guardian.refused"]
    link = actions.say_of_adult(by=home.child, link=link, mine=True, at=AT)
    assert (link.state, link.refused_at) == (LinkState.CONFIRMED, None)


def test_those_who_speak_hear_of_the_new_adult(home, invite):  # SEC-10
    accept(starting.grown_up(), invite())
    kinds = set(Message.objects.values_list("person__kind", "kind"))
    assert kinds == {("guardian", "consent.others_changed"), ("child", "consent.child_changed_13-17")}


@pytest.mark.parametrize(
    "wrong", [{"asked_by": None}, {"child": None}, {"child": None, "asked_by": None}, {"state": "back"}]
)
def test_the_database_knows_one_kind_of_asker(home, invite, wrong):
    invite()
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.update(**wrong)
    start = starting.begin(contact="else@example.org", at=AT + HOUR)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.filter(start=start).update(child=home.child, asked_by=home.guardian)


@pytest.mark.parametrize("wrong", [{"refused_at": AT, "agreed_at": AT}, {"invited_by": "self"}])
def test_the_database_keeps_both_words_apart(home, wrong):
    wrong = {"invited_by": home.guardian} if wrong == {"invited_by": "self"} else wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLink.objects.update(**wrong)
