"""Who may give which role to whom: every role × giver × office, two people where two are asked, nobody oneself."""

from datetime import timedelta
from itertools import product

import pytest
from django.db import IntegrityError, transaction

from portal.accounts import actions, queries
from portal.accounts.actions import powers
from portal.accounts.actions.rights import ForYourself, NeedsTwo, NotOpen, NotTheKind
from portal.accounts.models import Proposal, User
from portal.accounts.roles import GIVEN_BY_ONE, GIVEN_BY_TWO, MANAGERS, Role
from portal.audit import queries as audit
from portal.notices.queries import inbox
from tests.making import accounts as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
AT, DAY, SECOND = make.AT, timedelta(days=1), timedelta(seconds=1)
ONE, TWO, NO = "alone", "with a second", "no"
OF_STAFF = [role for role in Role if role != Role.PARTNER]


@pytest.fixture
def here():
    return make_directory.office()


@pytest.fixture
def there():
    return make_directory.office()


def superuser():
    return User.objects.create_superuser("boss", "boss@example.org", make.PASSWORD)


def said(by, person, role, office) -> str:
    """What the house answers, in the words of the table."""
    try:
        with transaction.atomic():
            actions.grant_role(by=by, person=person, role=role, office=office, at=AT)
        return ONE
    except NeedsTwo:
        return TWO
    except powers.NotYours:
        return NO


GIVERS = {
    # who: (role they hold, in the office or in another, what they may do)
    "supervisor": (Role.SUPERVISOR, True, {**dict.fromkeys(GIVEN_BY_ONE, ONE), **dict.fromkeys(GIVEN_BY_TWO, TWO)}),
    "supervisor elsewhere": (Role.SUPERVISOR, False, {}),
    "safeguarding lead": (Role.SAFEGUARDING_LEAD, True, dict.fromkeys(GIVEN_BY_TWO, TWO)),
    "lead elsewhere": (Role.SAFEGUARDING_LEAD, False, {}),
    "data officer": (Role.DATA_OFFICER, True, dict.fromkeys(GIVEN_BY_TWO, TWO)),
    "moderator": (Role.MODERATOR, True, {}),
    "editor": (Role.EDITOR, True, {}),
}


@pytest.mark.parametrize(("who", "role"), product(GIVERS, OF_STAFF))
def test_who_gives_what(who, role, here, there):
    held, at_home, table = GIVERS[who]
    by, person = make.staff(held, office=here if at_home else there), make.staff()
    assert said(by, person, role, here) == table.get(role, NO)
    assert said(by, person, role, None) == NO  # a role without an office is the whole house's


def test_the_table_is_whole():
    assert set(OF_STAFF) == GIVEN_BY_ONE | GIVEN_BY_TWO
    assert not GIVEN_BY_ONE & GIVEN_BY_TWO
    assert MANAGERS <= GIVEN_BY_TWO  # who looks after others is never made by one person


@pytest.mark.parametrize("state", ["unvetted", "paused", "ended", "left", "partner", "guardian", "child"])
def test_who_no_longer_may_gives_nothing(state, here):
    by = make.staff(Role.SAFEGUARDING_LEAD, office=here, vetted=state != "unvetted")
    other, person = make.staff(Role.SUPERVISOR), make.staff()
    if state == "paused":
        actions.pause(by=other, person=by, code="away", at=AT)
    if state == "ended":
        actions.end_role(by=other, person=by, role=Role.SAFEGUARDING_LEAD, at=AT)
    if state == "left":
        actions.leave(by=other, person=by, at=AT)
    if state in {"partner", "guardian", "child"}:
        by = getattr(make, state)()
    by.refresh_from_db()
    with pytest.raises(powers.NotYours):
        actions.propose_role(by=by, person=person, role=Role.DATA_OFFICER, office=here, at=AT)
    assert said(by, person, Role.EDITOR, here) == NO


def test_somebody_of_another_office_is_not_mine_to_promote(here, there):
    by, person = make.staff(Role.SUPERVISOR, office=here), make.staff(Role.EDITOR, office=there)
    assert said(by, person, Role.MODERATOR, here) == NO
    actions.grant_role(by=None, person=person, role=Role.EDITOR, office=here, at=AT)  # works in both now
    assert said(by, person, Role.MODERATOR, here) == ONE
    assert said(by, person, Role.MODERATOR, there) == NO


@pytest.mark.parametrize("role", sorted(GIVEN_BY_TWO))
@pytest.mark.parametrize("second", sorted(MANAGERS))
def test_two_people_give_it(role, second, here):
    first, other, person = make.staff(Role.SUPERVISOR, office=here), make.staff(second, office=here), make.staff()
    waiting = actions.propose_role(by=first, person=person, role=role, office=here, at=AT)
    assert actions.propose_role(by=other, person=person, role=role, office=here, at=AT) == waiting
    assert queries.offices_granted(person) == set()
    with pytest.raises(NeedsTwo):
        actions.confirm_role(by=first, proposal=waiting, at=AT)
    grant = actions.confirm_role(by=other, proposal=waiting, at=AT)
    assert (grant.role, grant.office, grant.granted_by) == (role, here, other)
    line = audit.lines(act="role.granted", subject=f"person:{person.pk}").get()
    assert (line.actor, line.detail["first"]) == (other.pk, str(first.pk))
    with pytest.raises(NotOpen):
        actions.confirm_role(by=other, proposal=waiting, at=AT)


@pytest.mark.parametrize("who", ["the person", "of another office", "a moderator", "the first, gone since"])
def test_who_cannot_be_the_second(who, here, there):
    first, person = make.staff(Role.SUPERVISOR, office=here), make.staff(Role.SAFEGUARDING_LEAD, office=here)
    waiting = actions.propose_role(by=first, person=person, role=Role.DATA_OFFICER, office=here, at=AT)
    second = {
        "the person": person,
        "of another office": make.staff(Role.SUPERVISOR, office=there),
        "a moderator": make.staff(Role.MODERATOR, office=here),
        "the first, gone since": make.staff(Role.SUPERVISOR, office=here),
    }[who]
    if who == "the first, gone since":
        actions.end_role(by=second, person=first, role=Role.SUPERVISOR, at=AT)
    with pytest.raises((powers.NotYours, ForYourself)):
        actions.confirm_role(by=second, proposal=waiting, at=AT + SECOND)
    assert not queries.has_role(person, Role.DATA_OFFICER, at=AT + SECOND)


@pytest.mark.parametrize(("later", "good"), [(14 * DAY - SECOND, True), (14 * DAY, False), (14 * DAY + SECOND, False)])
def test_a_first_yes_does_not_wait_for_ever(later, good, here):
    first, second = (make.staff(Role.SUPERVISOR, office=here) for _ in range(2))
    person = make.staff()
    waiting = actions.propose_role(by=first, person=person, role=Role.SUPERVISOR, office=here, at=AT)
    if good:
        assert actions.confirm_role(by=second, proposal=waiting, at=AT + later)
        return
    with pytest.raises(NotOpen):
        actions.confirm_role(by=second, proposal=waiting, at=AT + later)
    again = actions.propose_role(by=second, person=person, role=Role.SUPERVISOR, office=here, at=AT + later)
    assert (again != waiting, again.asked_by) == (True, second)


def test_one_no_is_enough(here):
    first, second = (make.staff(Role.SUPERVISOR, office=here) for _ in range(2))
    waiting = actions.propose_role(by=first, person=make.staff(), role=Role.SUPERVISOR, office=here, at=AT)
    with pytest.raises(powers.NotYours):
        actions.drop_proposal(by=make.staff(Role.EDITOR, office=here), proposal=waiting, at=AT)
    actions.drop_proposal(by=second, proposal=waiting, at=AT)
    with pytest.raises(NotOpen):
        actions.confirm_role(by=second, proposal=waiting, at=AT)


def test_the_database_holds_that_two_are_two(here):
    first, person = make.staff(Role.SUPERVISOR, office=here), make.staff()
    row = Proposal(user=person, role=Role.SUPERVISOR, office=here, asked_by=first, asked_at=AT)
    row.save()
    for facts in (
        {"settled_by": first, "settled_at": AT, "given": True},
        {"settled_by": person, "settled_at": AT, "given": True},
        {"asked_by": person},
        {"given": True},
        {"settled_at": AT},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Proposal.objects.filter(pk=row.pk).update(**facts)


@pytest.mark.parametrize("role", OF_STAFF)
def test_nobody_gives_themselves_a_role(role, here):
    for by in (make.staff(Role.SUPERVISOR, Role.SAFEGUARDING_LEAD, office=here), superuser()):
        with pytest.raises(ForYourself):
            actions.grant_role(by=by, person=by, role=role, office=here, at=AT)
        with pytest.raises(ForYourself):
            actions.propose_role(by=by, person=by, role=role, office=here, at=AT)


def test_a_superuser_breaks_the_glass_and_is_heard(here):
    boss, person = superuser(), make.staff()
    lead, officer = make.staff(Role.SAFEGUARDING_LEAD, office=here), make.staff(Role.DATA_OFFICER, office=here)
    other = make.staff(Role.SUPERVISOR, office=here)
    assert said(boss, person, Role.SUPERVISOR, here) == ONE
    line = audit.lines(act="glass.broken", subject=f"person:{person.pk}").get()
    assert (line.actor, line.detail["did"]) == (boss.pk, "role.granted")
    assert [[m.kind for m in inbox(each)] for each in (lead, officer, other)] == [
        ["staff.glass_broken"], ["staff.glass_broken"], []
    ]  # fmt: skip


def test_without_glass_nothing_rings(here):
    actions.grant_role(
        by=make.staff(Role.SUPERVISOR, office=here), person=make.staff(), role=Role.EDITOR, office=here, at=AT
    )
    assert not audit.lines(act="glass.broken").exists()


def test_a_superuser_makes_no_guardian_staff(here):
    with pytest.raises(NotTheKind):
        actions.grant_role(by=superuser(), person=make.guardian(), role=Role.EDITOR, office=here, at=AT)


def test_a_new_role_is_a_new_session(client, here):  # SEC-8
    person = make.sign_in(client, make.staff(Role.EDITOR, office=here))
    assert client.get("/desk/conduct/").status_code == 200
    actions.grant_role(
        by=make.staff(Role.SUPERVISOR, office=here), person=person, role=Role.MODERATOR, office=here, at=AT
    )
    assert client.get("/desk/conduct/").status_code == 302


TAKERS = {
    # (role held, in the office): roles they may end there
    ("supervisor", True): set(OF_STAFF),
    ("supervisor", False): set(),
    ("safeguarding_lead", True): set(GIVEN_BY_TWO),
    ("data_officer", True): set(GIVEN_BY_TWO),
    ("moderator", True): set(),
}


@pytest.mark.parametrize(("taker", "role"), product(TAKERS, OF_STAFF))
def test_who_ends_what(taker, role, here, there):
    held, at_home = taker
    by, person = make.staff(Role(held), office=here if at_home else there), make.staff()
    grant = actions.grant_role(by=None, person=person, role=role, office=here, at=AT)
    kept = actions.grant_role(by=None, person=person, role=role, office=there, at=AT)
    if role in TAKERS[taker]:
        actions.take_role(by=by, grant=grant, at=AT)
    else:
        with pytest.raises(powers.NotYours):
            actions.take_role(by=by, grant=grant, at=AT)
    grant.refresh_from_db()
    kept.refresh_from_db()
    assert (grant.ended_at is not None, kept.ended_at) == (role in TAKERS[taker], None)


def test_nobody_ends_their_own(here):
    by = make.staff(Role.SUPERVISOR, office=here)
    with pytest.raises(ForYourself):
        actions.take_role(by=by, grant=by.role_grants.get(), at=AT)


@pytest.mark.parametrize("state", ["paused", "left", "left before the second yes"])
def test_who_left_is_given_nothing(state, here):  # SEC-8
    first, second = (make.staff(Role.SUPERVISOR, office=here) for _ in range(2))
    person = make.staff(Role.EDITOR, office=here)
    waiting = actions.propose_role(by=first, person=person, role=Role.DATA_OFFICER, office=here, at=AT)
    if state == "paused":  # comes back to it
        actions.pause(by=first, person=person, code="away", at=AT)
        assert actions.confirm_role(by=second, proposal=waiting, at=AT)
        return
    actions.leave(by=first, person=person, at=AT)
    if state == "left before the second yes":
        with pytest.raises(NotOpen):
            actions.confirm_role(by=second, proposal=waiting, at=AT)
    else:
        with pytest.raises(NotOpen):
            actions.grant_role(by=first, person=person, role=Role.EDITOR, office=here, at=AT)
        with pytest.raises(NotOpen):
            actions.propose_role(by=first, person=person, role=Role.SUPERVISOR, office=here, at=AT)
    assert queries.offices_granted(person) == set()
