"""Who belongs into a room at this second, and who is there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session as Login
from django.db.models import Max

from activities.live.models import Assent, Entry, Presence, Room
from activities.live.protocol import Face, LeadTold
from activities.live.room import Cover
from activities.models import Activity, Lead, Place, Session
from activities.purposes import scope
from portal.accounts import queries as accounts
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.privacy import queries as privacy

GROWN_ENOUGH_FOR_OPEN_CHAT = 14
NEAR = timedelta(days=1)


def members(room: Room, people: Iterable[UUID], *, at: datetime) -> dict[UUID, Face]:
    """Those of `people` who may be in this room now. One question for pages, sockets, commands and the periodic check.

    A child holds a place, has every consent and said yes to this very session; an adult is a vetted facilitator who
    leads the activity or is of its office. Nobody else, however high (SEC-32).
    """
    found = list(User.objects.filter(pk__in=list(people), is_active=True))
    children = {person.pk for person in found if person.is_child}
    staff = [person.pk for person in found if person.is_staff]
    allowed = _said_yes(room, _asked(room, children, at)) | (_adults(room, staff, at) if staff else set())
    return {person.pk: face(person) for person in found if person.pk in allowed}


def member(room: Room, person: UUID, *, at: datetime) -> Face | None:
    return members(room, [person], at=at).get(person)


def face(person) -> Face:
    return Face(id=person.pk, name=person.pseudonym, avatar=person.avatar, adult=person.is_staff)


def is_asked(room: Room, child, *, at: datetime) -> bool:
    """Whether this child may be in the room as soon as they want to: a place, and every consent."""
    return child.is_child and bool(_asked(room, {child.pk}, at))


def said_last(room: Room, child) -> Assent | None:
    """The child's last answer to this session."""
    return Assent.objects.filter(room=room, child=child).order_by("-number").first()


def _said_yes(room: Room, children: set[UUID]) -> set[UUID]:
    """Of these the ones whose last answer to this session is a yes; no answer is a no (CON-10)."""
    if not children:
        return children
    said = Assent.objects.filter(room=room, child__in=children).order_by("number").values_list("child_id", "yes")
    return {child for child, yes in dict(said).items() if yes}


def _asked(room: Room, children: set[UUID], at: datetime) -> set[UUID]:
    if not children:
        return set()
    placed = Place.objects.held().filter(activity=room.activity, child__in=children)
    allowed = set(placed.values_list("child_id", flat=True))
    for purpose in (Purpose.ACTIVITY, Purpose.LIVE):
        allowed &= consent.permitted(allowed, purpose, scope(room.activity), at=at) if allowed else set()
    return allowed


def _adults(room: Room, staff: list[UUID], at: datetime) -> set[UUID]:
    vetted = set(accounts.staff_with(Role.FACILITATOR, at=at).filter(pk__in=staff).values_list("pk", flat=True))
    leads = Lead.objects.filter(activity=room.activity, person__in=vetted).values_list("person_id", flat=True)
    allowed = vetted & set(leads)
    if rest := vetted - allowed:
        near = accounts.staff_with(Role.FACILITATOR, at=at, office=room.activity.office_id)
        allowed |= set(near.filter(pk__in=rest).values_list("pk", flat=True))
    return allowed


def may_lead(session: Session, person, *, at: datetime) -> bool:
    """Who may open the room of a session: the adults who might be in it."""
    return bool(person.is_staff and _adults(Room(session=session), [person.pk], at))


def room_of(pk: UUID) -> Room | None:
    """A room with what its checks read; only for callers that check `members` next."""
    return Room.objects.select_related("session__activity").filter(pk=pk).first()


def signed_in(session_key: str, *, at: datetime) -> bool:
    return bool(still_signed_in([session_key], at=at))


def still_signed_in(session_keys: Iterable[str], *, at: datetime) -> set[str]:
    alive = Login.objects.filter(session_key__in=list(session_keys), expire_date__gt=at)
    return set(alive.values_list("session_key", flat=True))


def children_are_young(session: Session) -> bool:
    """Whether a child's words should wait for an adult by default; so they do when nobody is known yet."""
    ages = list(Place.objects.held().filter(activity=session.activity).values_list("age_years", flat=True))
    return not ages or min(ages) < GROWN_ENOUGH_FOR_OPEN_CHAT


def age_of(person, *, at: datetime) -> int | None:
    return privacy.age(person.pk, on=consent.day(at)) if person.is_child else None


def done_by(person: UUID, reader: UUID):
    """What somebody said and did in rooms, for their own copy; that the lead was told of it is not in there (SAF-4)."""
    found = Entry.objects.filter(author=person).exclude(event__type=LeadTold.model_fields["type"].default)
    return found if reader == person else found.none()


def done_plainly(entry: Entry) -> dict:
    """One line of it, without what screening saw: a copy may lie on a phone that others read too."""
    event = {name: told for name, told in entry.event.items() if name not in {"kinds", "care"}}
    return {"event": event, "at": str(entry.at)}


@dataclass(frozen=True)
class Seat:
    person: UUID
    adult: bool


def present(rooms: Iterable[UUID], *, at: datetime) -> dict[UUID, set[Seat]]:
    """Who is in each room now, whichever process they came through; one query."""
    rows = Presence.objects.filter(room__in=list(rooms), until__gt=at).values_list("room_id", "person_id", "adult")
    found: dict[UUID, set[Seat]] = {}
    for room, person, adult in rows:
        found.setdefault(room, set()).add(Seat(person, adult))
    return found


def cover_of(seats: Iterable[Seat]) -> Cover:
    seats = set(seats)
    adults = sum(seat.adult for seat in seats)
    return Cover(adults=adults, children=len(seats) - adults)


def cover(room: UUID, *, at: datetime) -> Cover:
    return cover_of(present([room], at=at).get(room, ()))


def faces(people: Iterable[UUID], *, limit: int | None = None) -> list[Face]:
    """Adults first, then children by the names they have here."""
    return [face(person) for person in User.objects.filter(pk__in=list(people)).order_by("-kind", "pseudonym")[:limit]]


def heads(rooms: Iterable[UUID]) -> dict[UUID, int]:
    """The last number of each room's log."""
    found = Entry.objects.filter(room__in=list(rooms)).values("room_id").annotate(head=Max("seq")).order_by()
    return {row["room_id"]: row["head"] for row in found}


def sittings(person, *, at: datetime):
    """Open rooms this person might enter."""
    return Room.objects.visible_to(person).open().select_related("session__activity").order_by("session__starts_at")


def near(person, *, at: datetime):
    """Sessions of today and tomorrow that this person works with, each with its room if it has one."""
    soon = Session.objects.filter(ends_at__gt=at - NEAR, starts_at__lt=at + NEAR)
    own = soon.filter(activity__in=Activity.objects.run_by(person).values("pk"))
    return own.select_related("activity", "room").order_by("starts_at", "id")
