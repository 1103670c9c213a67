"""Pausing, waking and leaving: who may, to the second; nothing of who left opens a door or holds work."""

from datetime import timedelta
from itertools import product

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.accounts import actions, queries
from portal.accounts.actions import powers
from portal.accounts.actions.leaving import NotPossible
from portal.accounts.models import User
from portal.accounts.roles import ENDS_BY_ITSELF, PauseCode, Role
from portal.accounts.signals import access_ended, left
from portal.accounts.states import CardState
from portal.audit import queries as audit
from portal.ui.refusals import Refusal
from tests.making import accounts as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
AT, DAY, SECOND = make.AT, timedelta(days=1), timedelta(seconds=1)


@pytest.fixture
def here():
    return make_directory.office()


@pytest.fixture
def there():
    return make_directory.office()


def person_in(state: str, here, there):
    """Somebody whose account the others act on."""
    office = {"nowhere": None, "there": there}.get(state, here)
    person = make.staff(*([] if state == "nowhere" else [Role.FACILITATOR]), office=office)
    if state == "both":
        actions.grant_role(by=None, person=person, role=Role.EDITOR, office=there, at=AT)
    return person


MANAGING = {"supervisor", "safeguarding_lead", "data_officer", "moderator"}
STATES = ["here", "there", "both", "nowhere"]
MAY = {
    # act: {role: states of the person on whom a holder in `here` may do it}
    "pause": {"supervisor": {"here", "both", "nowhere"}, "safeguarding_lead": {"here", "both", "nowhere"}},
    "close_sessions": {"supervisor": {"here", "both", "nowhere"}},
    "record": {"supervisor": {"here", "both", "nowhere"}},
    "leave": {"supervisor": {"here", "nowhere"}},  # who also works elsewhere leaves there first
}


def do(act, by, person):
    if act == "record":
        day = timezone.localdate(AT)
        return actions.record_qualification(
            by=by, person=person, kind="training", checked_on=day, expires_at=AT + DAY, at=AT
        )
    more = {"code": PauseCode.AWAY} if act == "pause" else {}
    return getattr(actions, act)(by=by, person=person, at=AT, **more)


@pytest.mark.parametrize(("act", "role", "state"), product(MAY, sorted(MANAGING), STATES))
def test_who_may_do_what_to_whom(act, role, state, here, there):
    by, person = make.staff(Role(role), office=here), person_in(state, here, there)
    before = audit.lines().count()
    if state in MAY[act].get(role, set()):
        do(act, by, person)
        assert audit.lines().count() > before
        return
    with pytest.raises(powers.NotYours):
        do(act, by, person)
    assert audit.lines().count() == before


@pytest.mark.parametrize("act", MAY)
def test_nobody_to_themselves_and_nobody_but_a_superuser_to_a_superuser(act, here):
    by = make.staff(Role.SUPERVISOR, Role.SAFEGUARDING_LEAD, office=here)
    boss = User.objects.create_superuser("boss", "boss@example.org", make.PASSWORD)
    for who, whom in [(by, by), (boss, boss), (by, boss)]:
        with pytest.raises(Refusal):
            do(act, who, whom)
    do(act, boss, by)
    assert audit.lines(act="glass.broken").count() == 1


@pytest.mark.parametrize("code", PauseCode)
@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.SAFEGUARDING_LEAD])
def test_a_concern_is_lifted_by_the_lead_alone(code, role, here):
    person, by = make.staff(Role.FACILITATOR, office=here), make.staff(role, office=here)
    actions.pause(by=make.staff(Role.SUPERVISOR, office=here), person=person, code=code, at=AT)
    if code == PauseCode.CONCERN and role == Role.SUPERVISOR:
        for act, more in ((actions.unpause, {}), (actions.pause, {"code": PauseCode.AWAY})):  # nor by renaming it
            with pytest.raises(powers.NotYours):
                act(by=by, person=person, at=AT, **more)
        return
    assert actions.unpause(by=by, person=person, at=AT).is_active


def test_a_pause_takes_every_right_and_gives_them_back(client, here):  # SEC-8
    boss, person = make.staff(Role.SUPERVISOR, office=here), make.staff(Role.MODERATOR, office=here)
    make.sign_in(client, person)
    heard = []

    def hear(sender, person, **kwargs):
        heard.append(person)

    access_ended.connect(hear)
    actions.pause(by=boss, person=person, code="lost", at=AT)
    access_ended.disconnect(hear)
    assert heard == [person.pk]
    assert client.get("/desk/conduct/").status_code == 302
    person.refresh_from_db()
    assert queries.roles(person, at=AT) == set()
    assert not client.login(username=person.username, password=make.PASSWORD)
    actions.unpause(by=boss, person=person, at=AT)
    person.refresh_from_db()
    assert queries.roles(person, at=AT) == {Role.MODERATOR}
    assert client.get("/desk/conduct/").status_code == 302  # an old session does not wake with the account


@pytest.mark.parametrize(("offset", "opens"), [(-SECOND, False), (0 * SECOND, True), (SECOND, True)])
def test_a_pause_ends_at_its_second(offset, opens, here):
    boss, person = make.staff(Role.SUPERVISOR, office=here), make.staff(Role.MODERATOR, office=here)
    actions.pause(by=boss, person=person, code="away", until=AT + DAY, at=AT)
    assert actions.end_pauses(at=AT + DAY + offset) == opens
    person.refresh_from_db()
    assert (person.is_active, person.pause_code == "") == (opens, opens)
    assert actions.end_pauses(at=AT + DAY + offset) == 0


@pytest.mark.parametrize("code", PauseCode)
@pytest.mark.parametrize("until", [None, AT, AT + SECOND])
def test_which_pauses_may_have_an_end(code, until, here):
    boss, person = make.staff(Role.SUPERVISOR, office=here), make.staff(Role.MODERATOR, office=here)
    if until is None or (until > AT and code in ENDS_BY_ITSELF):
        assert actions.pause(by=boss, person=person, code=code, until=until, at=AT).paused_until == until
        return
    with pytest.raises(NotPossible):
        actions.pause(by=boss, person=person, code=code, until=until, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=person.pk).update(pause_code=PauseCode.CONCERN, is_active=False, paused_until=AT)


def test_the_database_knows_who_rests(here):
    for person, facts in [
        (make.staff(), {"pause_code": "away"}),  # paused and open
        (make.staff(), {"pause_code": "tired", "is_active": False}),
        (make.child(), {"pause_code": "away", "is_active": False}),
        (make.guardian(), {"pause_code": "away", "is_active": False}),
        (make.staff(), {"paused_until": AT}),
    ]:
        with pytest.raises(IntegrityError), transaction.atomic():
            User.objects.filter(pk=person.pk).update(**facts)


def test_who_leaves_is_out_by_every_door(here):  # SEC-8
    boss = make.staff(Role.SUPERVISOR, office=here)
    person = make.staff(Role.FACILITATOR, Role.MODERATOR, office=here, password=make.PASSWORD)
    child = make.child()
    card, token = actions.make_card(by=person, child=child, at=AT)
    other, kept = actions.make_card(by=boss, child=make.child(), at=AT)
    client = Client()
    make.enter(client, person)
    key = client.session.session_key
    assert UserSession.objects.filter(user=person, session_key=key).exists()
    actions.propose_role(by=boss, person=person, role=Role.DATA_OFFICER, office=here, at=AT)
    heard = []

    def hear(sender, person, by, at, **kwargs):
        heard.append((person, by, at))

    left.connect(hear)
    actions.leave(by=boss, person=person, at=AT)
    left.disconnect(hear)
    assert heard == [(person.pk, boss.pk, AT)]
    person.refresh_from_db()
    assert not person.is_active
    assert queries.offices_granted(person) == set()
    assert not person.groups.exists()
    assert not Authenticator.objects.filter(user=person).exists()
    assert not person.has_usable_password()
    assert not queries.proposals_for(boss, at=AT).exists()
    assert client.get("/desk/conduct/").status_code == 302
    assert not Session.objects.filter(session_key=key).exists()
    assert queries.card_of(token, at=AT) is None
    card.refresh_from_db()
    assert card.state == CardState.REPLACED
    assert queries.card_of(kept, at=AT) == other
    line = audit.lines(act="account.left", subject=f"person:{person.pk}").get()
    assert (line.actor, line.detail) == (boss.pk, {"cards": 1, "factors": 1})
    with pytest.raises(NotPossible):
        actions.pause(by=boss, person=person, code="away", at=AT)  # nor does a pause open a way back
    assert queries.staff_with(Role.MODERATOR, at=AT + DAY, office=here).count() == 0


def test_a_failing_receiver_stops_the_leaving(here):
    boss, person = make.staff(Role.SUPERVISOR, office=here), make.staff(Role.MODERATOR, office=here)

    def fail(sender, **kwargs):
        raise RuntimeError

    left.connect(fail)
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.leave(by=boss, person=person, at=AT)
    left.disconnect(fail)
    person.refresh_from_db()
    assert person.is_active
    assert queries.offices_granted(person) == {here.pk}


def test_one_session_ends_and_the_other_stays(here):
    boss, person = make.staff(Role.SUPERVISOR, office=here), make.staff(Role.EDITOR, office=here)
    clients = [Client(), Client()]
    for client in clients:
        make.enter(client, person)
    rows = queries.sessions_of(person)
    assert len(rows) == 2
    gone = next(row for row in rows if row.session_key == clients[0].session.session_key)
    actions.close_sessions(by=boss, person=person, only=gone.pk, at=AT)
    assert [client.get("/desk/conduct/").status_code for client in clients] == [302, 200]
    assert len(queries.sessions_of(person)) == 1
    actions.close_sessions(by=boss, person=person, at=AT)
    assert queries.sessions_of(person) == []
