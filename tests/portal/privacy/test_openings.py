"""Opening the vault: asked for a purpose, allowed by somebody else, for a while; every look leaves a line (PRI-4)."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.accounts import actions as accounts
from portal.accounts.kinds import Kind
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions as consent
from portal.consent import queries as links
from portal.notices import queries as notices
from portal.privacy import actions, queries
from portal.privacy.actions import NoReason, NotAllowed, NotKept
from portal.privacy.kinds import Code
from portal.privacy.models import Opening, Request
from tests.making import accounts as make
from tests.making import consent as make_family

pytestmark = pytest.mark.django_db
AT = make.AT
NAME, BORN = "苏念禾", date(2016, 5, 17)
SECOND = timedelta(seconds=1)


@pytest.fixture
def child():
    made = make.child(age=None)
    actions.keep(by=None, person=made.pk, real_name=NAME, birth_date=BORN, at=AT)
    return made


@pytest.fixture
def worker():
    return make.staff(Role.WORKER)


def asked(child, worker, code=Code.CONTACT, why="打电话问接送"):
    return actions.ask_to_look(by=worker, person=child.pk, code=code, why=why, at=AT)


def allowed(child, worker):
    return actions.decide(by=make.staff(Role.SUPERVISOR), request=asked(child, worker), yes=True, at=AT)


def test_allowed_by_somebody_else_it_opens_and_leaves_a_line(child, worker):  # PRI-4
    found = actions.open_identity(by=worker, request=allowed(child, worker), at=AT)
    assert (found.real_name, found.birth_date) == (NAME, BORN)
    line = audit.lines(act="identity.opened").get()
    assert (line.actor, line.subject, line.detail) == (worker.pk, f"person:{child.pk}", {"code": "contact"})
    looked = queries.openings(child.pk).get()
    assert (looked.by, looked.reason, looked.role) == (worker.pk, "打电话问接送", Role.WORKER)
    assert not queries.looked(worker.pk, person=child.pk, since=AT)  # it was no comparing of papers


def test_what_was_opened_is_not_printed(child, worker):  # SEC-37
    found = actions.open_identity(by=worker, request=allowed(child, worker), at=AT)
    assert NAME not in repr(found)
    assert "2016" not in repr(found)


def test_what_cannot_be_asked(child, worker):
    with pytest.raises(ValueError, match="because"):
        asked(child, worker, code="because")


def test_no_glass_is_broken_for_papers(child):
    lead = make.staff(Role.SAFEGUARDING_LEAD)
    with pytest.raises(NotAllowed):
        actions.break_glass(by=lead, person=child.pk, code=Code.PAPERS, why="看证件", at=AT)


@pytest.mark.parametrize("why", ["", "   "])
def test_a_reason_is_needed(child, worker, why):
    with pytest.raises(NoReason):
        asked(child, worker, why=why)
    assert not Request.objects.exists()


def test_not_yet_and_never_allowed(child, worker):
    request = asked(child, worker)
    with pytest.raises(NotAllowed):
        actions.open_identity(by=worker, request=request, at=AT)
    request = actions.decide(by=make.staff(Role.SUPERVISOR), request=request, yes=False, at=AT)
    with pytest.raises(NotAllowed):
        actions.open_identity(by=worker, request=request, at=AT)
    assert not Opening.objects.exists()


def test_for_a_day_and_not_a_second_longer(child, worker):
    request = allowed(child, worker)
    last = AT + timedelta(hours=24)
    actions.open_identity(by=worker, request=request, at=last - SECOND)
    for at in (last, last + SECOND, AT - SECOND):
        with pytest.raises(NotAllowed):
            actions.open_identity(by=worker, request=request, at=at)


def test_leave_is_not_handed_on(child, worker):
    request = allowed(child, worker)
    with pytest.raises(NotAllowed):
        actions.open_identity(by=make.staff(Role.WORKER), request=request, at=AT)


def test_leave_ends_with_the_role(child, worker):
    request = allowed(child, worker)
    accounts.end_role(by=make.staff(), person=worker, role=Role.WORKER, at=AT + SECOND)
    with pytest.raises(NotAllowed):
        actions.open_identity(by=worker, request=request, at=AT + 2 * SECOND)


@pytest.mark.parametrize(
    ("role", "asks", "decides", "breaks"),
    [
        (Role.WORKER, True, False, False),
        (Role.FACILITATOR, True, False, False),
        (Role.SUPERVISOR, True, True, False),
        (Role.DATA_OFFICER, True, True, False),
        (Role.SAFEGUARDING_LEAD, True, False, True),
        (Role.MODERATOR, False, False, False),
        (Role.CURATOR, False, False, False),
        (Role.EDITOR, False, False, False),
        (None, False, False, False),
    ],
)
def test_who_may_what(child, worker, role, asks, decides, breaks):
    person = make.staff(*([role] if role else []))
    request = asked(child, worker)

    def does(act):
        try:
            with transaction.atomic():
                act()
        except NotAllowed:
            return False
        return True

    why = {"person": child.pk, "code": Code.SAFETY, "why": "孩子没有回家", "at": AT}
    assert does(lambda: actions.ask_to_look(by=person, **why)) is asks
    assert does(lambda: actions.break_glass(by=person, **why)) is breaks
    assert does(lambda: actions.decide(by=person, request=request, yes=True, at=AT)) is decides
    assert queries.to_decide(person, at=AT).model is Request


@pytest.mark.parametrize("kind", [Kind.GUARDIAN, Kind.CHILD])
def test_families_open_nothing(child, kind):
    with pytest.raises(NotAllowed):
        asked(child, make_family.person(kind))


def test_nobody_allows_themself(child):
    boss = make.staff(Role.SUPERVISOR)
    request = asked(child, boss)
    assert not queries.to_decide(boss, at=AT).exists()
    with pytest.raises(NotAllowed):
        actions.decide(by=boss, request=request, yes=True, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(
            state="approved", decided_by=boss.pk, decided_at=AT, until=AT + SECOND
        )


def test_decided_once(child, worker):
    request = allowed(child, worker)
    with pytest.raises(NotAllowed):
        actions.decide(by=make.staff(Role.SUPERVISOR), request=request, yes=False, at=AT)


def test_nobody_to_open(worker):
    with pytest.raises(NotKept):
        actions.open_identity(by=worker, request=allowed(make.child(age=None), worker), at=AT)


def test_whom_to_call_by_the_same_leave(child, worker):
    actions.note(by=None, person=child.pk, kind="health", words="对花生过敏", at=AT)
    actions.keep_contact(by=None, person=child.pk, kind="emergency", value="13900001234", called="外婆", at=AT)
    care = actions.open_care(by=worker, request=allowed(child, worker), at=AT)
    assert care.notes == {"health": "对花生过敏"}
    assert care.contacts == [{"value": "+8613900001234", "called": "外婆"}]
    assert "花生" not in repr(care)
    assert Opening.objects.count() == 1
    with pytest.raises(NotAllowed):
        actions.open_care(by=worker, request=asked(child, worker), at=AT)
    actions.note(by=None, person=child.pk, kind="health", words="  ", at=AT)
    assert queries.cares([child.pk])[child.pk].notes == {}


# --- papers: the guardian's handing in is the leave


@pytest.fixture
def papers():
    guardian = make_family.person(Kind.GUARDIAN)
    child = consent.add_child(
        by=guardian, real_name=NAME, birth_date=BORN, relation="mother", pseudonym="爱数台阶的猫",
        avatar="cat", language="zh-hans", at=AT,
    )  # fmt: skip
    return links.links_of(guardian).get(child=child)


def compare(worker, link, *, at=AT, **other):
    return actions.look_at_papers(
        by=worker, **({"person": link.child_id, "about": link.pk, "why": "看户口本"} | other), at=at
    )


def test_handing_in_is_the_leave_for_one_look_a_worker(papers, worker):  # PRI-4
    assert compare(worker, papers).real_name == NAME
    assert queries.looked(worker.pk, person=papers.child_id, since=AT)
    assert not queries.looked(worker.pk, person=papers.child_id, since=AT + SECOND)
    request = Request.objects.get()
    assert (request.decided_by, request.code, request.state) == (papers.guardian_id, Code.PAPERS, "approved")
    for again in (
        lambda: compare(worker, papers),
        lambda: actions.open_identity(by=worker, request=request, at=AT),
    ):
        with pytest.raises(NotAllowed):
            again()
    assert compare(make.staff(Role.WORKER), papers).real_name == NAME
    assert Opening.objects.count() == 2


@pytest.mark.parametrize(("days", "opens"), [(29, True), (30, False)])
def test_papers_may_be_compared_for_thirty_days(papers, worker, days, opens):
    at = AT + timedelta(days=days)
    if opens:
        assert compare(worker, papers, at=at).real_name == NAME
    else:
        with pytest.raises(NotAllowed):
            compare(worker, papers, at=at)


def test_for_the_second_worker_the_day_of_the_first_counts(papers, worker):
    late = AT + timedelta(days=29)
    compare(worker, papers, at=late)
    consent.check_papers(by=worker, link=papers, papers="household", at=late)
    assert compare(make.staff(Role.WORKER), papers, at=AT + timedelta(days=40)).real_name == NAME


def test_papers_of_one_child_open_no_other(papers, worker, child):
    for wrong in ({"person": child.pk}, {"about": child.pk}):
        with pytest.raises(NotAllowed):
            compare(worker, papers, **wrong)
    with pytest.raises(NotAllowed):
        compare(make.staff(Role.SUPERVISOR), papers)  # no worker
    assert not Opening.objects.exists()


# --- the glass


def test_breaking_the_glass_opens_at_once_and_two_people_hear(child):  # PRI-4
    boss, second, lead = make.staff(Role.SUPERVISOR), make.staff(Role.SAFEGUARDING_LEAD), None
    lead = make.staff(Role.SAFEGUARDING_LEAD)
    request = actions.break_glass(by=lead, person=child.pk, code=Code.SAFETY, why="孩子没有回家", at=AT)
    assert actions.open_identity(by=lead, request=request, at=AT).real_name == NAME
    for person, messages in ((boss, 1), (second, 1), (lead, 0)):
        assert notices.inbox(person).count() == messages
    assert NAME not in str(notices.inbox(boss).get().params)
    assert list(queries.looked_through(boss, at=AT)) == [request]
    assert not queries.looked_through(lead, at=AT).exists()
    assert audit.lines(act="opening.glass_broken").count() == 1
    with pytest.raises(NotAllowed):
        actions.open_identity(by=lead, request=request, at=AT + timedelta(hours=1))


def test_with_enough_deciders_other_leads_hear_nothing(child):
    bosses = [make.staff(Role.SUPERVISOR), make.staff(Role.SUPERVISOR)]
    lead, other = make.staff(Role.SAFEGUARDING_LEAD), make.staff(Role.SAFEGUARDING_LEAD)
    actions.break_glass(by=lead, person=child.pk, code=Code.SAFETY, why="孩子没有回家", at=AT)
    assert [notices.inbox(each).count() for each in (*bosses, other)] == [1, 1, 0]


# --- what the database holds


def test_the_database_keeps_no_opening_without_a_reason(child, worker):  # PRI-4
    with pytest.raises(IntegrityError), transaction.atomic():
        Opening.objects.create(person=child.pk, by=worker.pk, reason="", at=AT)


def test_a_look_cannot_be_taken_back(child, worker):  # PRI-4
    actions.open_identity(by=worker, request=allowed(child, worker), at=AT)
    for change in (lambda: Opening.objects.update(reason="nothing"), lambda: Opening.objects.all().delete()):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "approved"},
        {"state": "approved", "decided_at": AT, "until": AT},
        {"state": "refused"},
        {"state": "maybe"},
        {"until": AT},
        {"why": ""},
        {"code": "because"},
    ],
)
def test_no_leave_without_somebody_else_and_an_end(child, worker, wrong):
    request = asked(child, worker)
    with pytest.raises(IntegrityError), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(**wrong)
