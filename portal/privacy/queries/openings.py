"""Who asked to look, who may decide, who looked, and what helpers must know."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from portal.privacy import vault
from portal.privacy.kinds import Code, ContactKind
from portal.privacy.models import Contact, Note, Opening, Request
from portal.privacy.queries.contacts import contact_plain
from portal.privacy.registry import house
from portal.privacy.states import RequestState

OF_THE_DAY = Q(code=Code.HEALTH) & Q(about__isnull=False)  # a leave that stood on a day of work, written down


@dataclass(frozen=True)
class Care:
    """Not shown by repr, like a name."""

    notes: dict = field(repr=False)
    contacts: list = field(repr=False)


def openings(person: UUID):
    """Who looked at this person's identity, newest first."""
    return Opening.objects.filter(person=person).select_related("request").order_by("-at")


def looks_shown(person: UUID, reader: UUID):
    """Looks that this reader may know of. One that kept a child safe is the child's to know, not a guardian's who
    may be its cause (SAF-4); the page says to everybody that such looks are not in its list."""
    found = openings(person)
    return found if reader == person else found.exclude(request__code=Code.SAFETY).exclude(request__broke_glass=True)


def look_said(row: Opening) -> dict:
    """What a family reads of a look: when, in which role, for what. Never a name, never what the worker wrote."""
    return {"at": str(row.at), "role": row.role, "what_for": row.request.code if row.request else ""}


def looked(by: UUID, *, person: UUID, since: datetime) -> bool:
    """Whether this worker has opened the name since then to compare it with papers: saying that they agree needs it.
    No other look counts, be it at a card on the day of a session or by a colleague's leave for something else."""
    return Opening.objects.filter(person=person, by=by, at__gte=since, request__code=Code.PAPERS).exists()


def requests_of(worker):
    """One's own requests, newest first; not the leave that stands on a day of work, which nobody asks for."""
    return Request.objects.filter(by=worker.pk).exclude(OF_THE_DAY).order_by("-asked_at")


def to_decide(worker, *, at: datetime):
    """Requests of others that wait for this person, oldest first; none for who may not decide."""
    found = Request.objects.filter(state=RequestState.ASKED).exclude(by=worker.pk).order_by("asked_at")
    return decided_by(worker, found, at=at)


def looked_through(worker, *, at: datetime):
    """Where the glass was broken, newest first, for those who decide: each is read by somebody afterwards."""
    return decided_by(worker, Request.objects.filter(broke_glass=True).order_by("-asked_at"), at=at)


def decided_by(worker, rows, *, at: datetime):
    """Of these rows about people those about whom this colleague decides; for this part."""
    people = set(rows.order_by().values_list("person", flat=True))
    return rows.filter(person__in=house[0].decides_about(worker, people, at=at))


def cares(persons: Iterable[UUID]) -> dict[UUID, Care]:
    """For this part only: what helpers must know of each of these people; two queries."""
    found = {person: Care({}, []) for person in persons}
    for row in Note.objects.filter(person__in=found):
        found[row.person].notes[row.kind] = note_plain(row)
    for row in Contact.objects.filter(person__in=found, kind=ContactKind.EMERGENCY):
        found[row.person].contacts.append(contact_plain(row))
    return found


def note_plain(row: Note) -> str:
    """For this part only: what the note says."""
    return vault.unseal(row.sealed, key_id=row.key_id, bound_to=f"note:{row.person}").decode()


def note_said(row: Note) -> dict:
    """For a copy."""
    return {"kind": row.kind, "words": note_plain(row), "kept_at": str(row.kept_at)}
