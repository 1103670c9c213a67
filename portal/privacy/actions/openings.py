"""Asking to look, being allowed by somebody else, looking, and breaking the glass; every look leaves a line."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.privacy import queries
from portal.privacy.kinds import Code
from portal.privacy.models import Identity, Opening, Request
from portal.privacy.registry import Standing, house, standing
from portal.privacy.signals import glass_broken
from portal.privacy.states import RequestState
from portal.ui.refusals import Refusal

LASTS = timedelta(hours=24)
PAPERS_LAST = timedelta(days=30)  # from the day they were handed in
GLASS_LASTS = timedelta(hours=1)


class NoReason(Refusal):
    pass


class NotKept(Refusal):
    pass


class NotAllowed(Refusal):
    """Nobody else has said yes, or the time is over, or the look is used up."""


@dataclass(frozen=True)
class Plain:
    """Not shown by repr, so that no log or error page prints a child's name."""

    real_name: str = field(repr=False)
    birth_date: date = field(repr=False)


@transaction.atomic
def ask_to_look(*, by, person: UUID, code: str, why: str, at: datetime) -> Request:
    """Asks somebody else for leave to open one person's identity; for papers that came late too, one look again."""
    code = Code(code)
    if not house[0].asks_about(by, {person}, at=at):
        raise NotAllowed(_("This is for people who work with the family."))
    made = Request.objects.create(person=person, by=by.pk, code=code, why=_said(why), asked_at=at)
    log.write("opening.asked", by=by, subject=f"person:{person}", at=at, code=made.code)
    return made


@transaction.atomic
def decide(*, by, request: Request, yes: bool, at: datetime) -> Request:
    """A supervisor or the data officer of the family's office, never who asked: yes for a day, or no."""
    request = Request.objects.select_for_update().get(pk=request.pk)
    if request.by == by.pk or not house[0].decides_about(by, {request.person}, at=at):
        raise NotAllowed(_("Somebody else has to decide this."))
    if request.state != RequestState.ASKED:
        raise NotAllowed(_("This was decided already."))
    request.state = RequestState.APPROVED if yes else RequestState.REFUSED
    request.decided_at, request.decided_by, request.until = at, by.pk, at + LASTS if yes else None
    request.save()
    log.write(f"opening.{request.state}", by=by, subject=f"person:{request.person}", at=at, code=request.code)
    return request


@transaction.atomic
def look_at_papers(*, by, person: UUID, about: UUID, why: str, at: datetime) -> Plain:
    """Compares with papers a guardian handed in: the handing in is the leave, for thirty days, one look a worker."""
    given = house[0].handed_in(by, person=person, about=about, at=at)
    if given is None or given.by == by.pk or at >= given.at + PAPERS_LAST:
        raise NotAllowed(_("There are no papers here that you could compare now."))
    try:
        with transaction.atomic():
            request = Request.objects.create(
                person=person, by=by.pk, code=Code.PAPERS, why=_said(why), about=about, state=RequestState.APPROVED,
                asked_at=at, decided_at=given.at, decided_by=given.by, until=given.at + PAPERS_LAST,
            )  # fmt: skip
    except IntegrityError:
        raise NotAllowed(_("You have looked once. To look again, ask somebody to allow it.")) from None
    return open_identity(by=by, request=request, at=at)


@transaction.atomic
def break_glass(*, by, person: UUID, code: str, why: str, at: datetime) -> Request:
    """The safeguarding lead, when a child cannot wait: leave for an hour, and two people hear of it at once."""
    if not house[0].may_break(by, at=at) or Code(code) == Code.PAPERS:
        raise NotAllowed(_("This is for the safeguarding lead."))
    request = Request.objects.create(
        person=person, by=by.pk, code=Code(code), why=_said(why), state=RequestState.APPROVED,
        asked_at=at, decided_at=at, until=at + GLASS_LASTS, broke_glass=True,
    )  # fmt: skip
    log.write("opening.glass_broken", by=by, subject=f"person:{person}", at=at, code=request.code)
    glass_broken.send(sender=Request, request=request, by=by, at=at)
    return request


@transaction.atomic
def look_on_duty(*, by, persons: Iterable[UUID], at: datetime) -> dict[UUID, queries.Care]:
    """Reads whom to call and what helpers must know by a leave that stands (`registry.Standing`): nobody is asked at
    that minute, and every look is written down for the family like any other. All of them or none, in as many queries
    for thirty as for one."""
    persons = list(dict.fromkeys(persons))
    leaves = _standing(by, persons, at)
    if set(leaves) != set(persons):
        raise NotAllowed(_("Nobody has allowed this look, or its time is over."))
    _write(by, _of_the_day(by, leaves, at), "care.opened", at)
    return queries.cares(persons)


@transaction.atomic
def open_identity(*, by, request: Request, at: datetime) -> Plain:
    """Reads who the person is. Leaves a line that the child and the guardians may ask for, whatever comes of it."""
    request = _through(by, request, at)
    row = Identity.objects.filter(person=request.person).first()
    if row is None:
        raise NotKept(_("There is nothing about this person in the vault."))
    _write(by, [request], "identity.opened", at)
    content = queries.plain(row)
    return Plain(content["real_name"], date.fromisoformat(content["birth_date"]))


@transaction.atomic
def open_care(*, by, request: Request, at: datetime) -> queries.Care:
    """Reads whom to call and what helpers must know, by the same leave as a name; leave to compare papers is none."""
    request = _through(by, request, at)
    if request.code == Code.PAPERS:
        raise NotAllowed(_("Nobody has allowed this look, or its time is over."))
    _write(by, [request], "care.opened", at)
    return queries.cares([request.person])[request.person]


def _through(by, request: Request, at: datetime) -> Request:
    """The one gate: one's own request, allowed, in its time, by somebody who may still ask (PRI-4). What was written
    down of a leave that stands opens nothing by itself: such a leave is asked for at every look."""
    request = Request.objects.exclude(queries.OF_THE_DAY).select_for_update().filter(pk=request.pk).first()
    if request is None:
        raise NotAllowed(_("Nobody has allowed this look, or its time is over."))
    if request.by != by.pk or request.state != RequestState.APPROVED or not request.asked_at <= at < request.until:
        raise NotAllowed(_("Nobody has allowed this look, or its time is over."))
    used_up = request.code == Code.PAPERS and request.openings.exists()
    if used_up or not _still(by, request, at):
        raise NotAllowed(_("Nobody has allowed this look, or its time is over."))
    return request


def _still(by, request: Request, at: datetime) -> bool:
    if request.broke_glass:
        return house[0].may_break(by, at=at)
    return bool(house[0].asks_about(by, {request.person}, at=at))


def _standing(by, persons: list[UUID], at: datetime) -> dict[UUID, Standing]:
    """For each person the first leave that holds this minute; nobody gives it to themself."""
    found: dict[UUID, Standing] = {}
    for find in standing:
        for person, each in find(by, persons, at).items():
            if each.given_by != by.pk and each.given_at <= at < each.until:
                found.setdefault(person, each)
    return found


def _of_the_day(by, leaves: dict[UUID, Standing], at: datetime) -> list[Request]:
    """One request a person and leave, made at the first look."""
    there = Request.objects.filter(queries.OF_THE_DAY, by=by.pk, person__in=leaves)
    before = {(row.person, row.about, row.until): row for row in there}
    keys = {(person, leave.about, leave.until): leave for person, leave in leaves.items()}
    same = {"by": by.pk, "code": Code.HEALTH, "state": RequestState.APPROVED, "asked_at": at}
    new = [
        Request(
            person=person, about=about, until=until, why=_said(leave.why), decided_at=leave.given_at,
            decided_by=leave.given_by, **same,
        )
        for (person, about, until), leave in keys.items() if (person, about, until) not in before
    ]  # fmt: skip
    return Request.objects.bulk_create(new) + [row for key, row in before.items() if key in keys]


def _write(by, requests: list[Request], act: str, at: datetime) -> None:
    hat = house[0].hat(by, at=at)
    same = {"by": by.pk, "at": at, "role": hat.role, "office": hat.office}
    Opening.objects.bulk_create(
        Opening(person=request.person, reason=request.why, request=request, **same) for request in requests
    )
    codes = {f"person:{request.person}": {"code": request.code} for request in requests}
    log.write_each(act, by=by, subjects=codes, at=at)


def _said(why: str) -> str:
    why = " ".join(why.split())[:200]
    if not why:
        raise NoReason(_("Please say what you need it for."))
    return why
