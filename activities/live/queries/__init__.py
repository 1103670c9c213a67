"""Who belongs into a room at this second, and who is there."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session as Login
from django.db.models import CharField, DateTimeField, F, OuterRef, Prefetch, Subquery, UUIDField

from activities.desk.queries import plan_of
from activities.desk.states import PlanState
from activities.live.models import Assent, Entry, Room
from activities.live.protocol import Face, LeadCalled, LeadTold, Step, WordShown
from activities.live.queries.here import Cover, Here, Seat, cover, covers, here, main_of, present  # noqa: F401 (handed on)
from activities.live.queries.summaries import (  # noqa: F401 (handed on)
    confirmed,
    summaries_for,
    summary_of,
    versions_of,
    went_in,
)
from activities.models import Activity, Lead, Place, Session
from activities.purposes import scope
from portal.accounts import queries as accounts
from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.privacy import queries as privacy
from portal.rows.prepared import Bound, BoundList, Prepared

GROWN_ENOUGH_FOR_OPEN_CHAT = 14
NEAR = timedelta(days=1)
STEPS = 12
CONSENTS = (Purpose.ACTIVITY, Purpose.LIVE)
SHOWN = WordShown.model_fields["type"].default
TO_THE_LEAD = [kind.model_fields["type"].default for kind in (LeadTold, LeadCalled)]
Pair = tuple[Room, UUID]  # a room and somebody who would be in it

# What every command asks. Building and compiling these anew took several times what the tables took to answer.
ROOMS, PEOPLE = BoundList("rooms", UUIDField()), BoundList("people", UUIDField())
A_ROOM = Prepared(lambda: _with_session(Room.objects.filter(pk=Bound("pk", UUIDField()))))
LOCKED = Prepared(
    lambda: _with_session(Room.objects.select_for_update(of=("self",)).filter(pk__among=ROOMS)).order_by(
        F("parent").asc(nulls_first=True), "pk"
    )
)
ACTIVE = Prepared(lambda: User.objects.filter(pk__among=PEOPLE, is_active=True))
SAID = Prepared(
    lambda: (
        Assent.objects.filter(room__among=ROOMS, child__among=PEOPLE)
        .order_by("number")
        .values_list("room_id", "child_id", "yes")
    )
)
HELD = Prepared(
    lambda: (
        Place.objects.held()
        .filter(activity__among=BoundList("activities", UUIDField()), child__among=PEOPLE)
        .values_list("activity_id", "child_id")
    )
)
LED = Prepared(
    lambda: Lead.objects.filter(activity__among=BoundList("activities", UUIDField()), person__among=PEOPLE).values_list(
        "activity_id", "person_id"
    )
)
# The last of each by its index: to ask for the greatest would read every number of the log.
LAST = Entry.objects.filter(room=OuterRef("pk")).order_by("-seq").values("seq")[:1]
HEADS = Prepared(lambda: Room.objects.filter(pk__among=ROOMS).annotate(head=Subquery(LAST)).values_list("pk", "head"))
SIGNED_IN = Prepared(
    lambda: Login.objects.filter(
        session_key__among=BoundList("keys", CharField()), expire_date__gt=Bound("at", DateTimeField())
    ).values_list("session_key", flat=True)
)


def _with_session(rooms):
    return rooms.select_related("session__activity")


def members(room: Room, people: Iterable[UUID], *, at: datetime) -> dict[UUID, Face]:
    """Those of `people` who may be in this room now."""
    return members_of({room: people}, at=at)[room.pk]


def members_of(asked: Mapping[Room, Iterable[UUID]], *, at: datetime) -> dict[UUID, dict[UUID, Face]]:
    """For each room those of the people asked about who may be in it now; many rooms cost as many queries as one.

    The one question for pages, sockets, commands and the periodic check. A child holds a place, has every consent and
    said yes to this very session; an adult is a vetted facilitator who leads the activity or is of its office. Nobody
    else, however high (SEC-32).
    """
    pairs = {(room, person) for room, people in asked.items() for person in people}
    known = {person.pk: person for person in ACTIVE(people={person for _room, person in pairs})}
    children = {(room, person) for room, person in pairs if person in known and known[person].is_child}
    staff = {(room, person) for room, person in pairs if person in known and known[person].is_staff}
    allowed = _said_yes(_asked(children, at)) | _adults(staff, at)
    found: dict[UUID, dict[UUID, Face]] = {room.pk: {} for room in asked}
    for room, person in allowed:
        found[room.pk][person] = face(known[person])
    return found


def member(room: Room, person: UUID, *, at: datetime) -> Face | None:
    return members(room, [person], at=at).get(person)


def face(person) -> Face:
    return Face(id=person.pk, name=person.pseudonym, avatar=person.avatar, adult=person.is_staff)


def is_asked(room: Room, child, *, at: datetime) -> bool:
    """Whether this child may be in the room as soon as they want to: a place, and every consent."""
    return child.is_child and bool(_asked({(room, child.pk)}, at))


def said_last(room: Room, child) -> Assent | None:
    """The child's last answer to this session, whichever of its rooms is asked about."""
    return Assent.objects.filter(room=room.main, child=child).order_by("-number").first()


def _said_yes(children: set[Pair]) -> set[Pair]:
    """Of these the ones whose last answer to this session is a yes; no answer is a no (CON-10)."""
    if not children:
        return children
    rooms, people = _apart(children)
    # A yes to the session is a yes to its small groups.
    said = SAID(rooms=[room.main for room in rooms], people=people)
    last = {(room, child): yes for room, child, yes in said}
    return {(room, child) for room, child in children if last.get((room.main, child))}


def _asked(children: set[Pair], at: datetime) -> set[Pair]:
    if not children:
        return children
    rooms, people = _apart(children)
    held = set(HELD(activities={room.activity.pk for room in rooms}, people=people))
    children = {(room, child) for room, child in children if (room.activity.pk, child) in held}
    wanted = {(child, purpose, scope(room.activity)) for room, child in children for purpose in CONSENTS}
    allowed = consent.permitted_of(wanted, at=at)
    return {
        (room, child)
        for room, child in children
        if all((child, purpose, scope(room.activity)) in allowed for purpose in CONSENTS)
    }


def _adults(staff: set[Pair], at: datetime) -> set[Pair]:
    if not staff:
        return staff
    rooms, people = _apart(staff)
    granted = accounts.offices_of_staff(Role.FACILITATOR, people, at=at)
    vetted = {person for person, _office in granted}
    leads = set(LED(activities={room.activity.pk for room in rooms}, people=vetted))
    leading = {(room, person) for room, person in staff if (room.activity.pk, person) in leads}
    return {
        (room, person)
        for room, person in staff
        if (person, room.activity.office_id) in granted or ((room, person) in leading and (person, None) in granted)
    }


def _apart(pairs: set[Pair]) -> tuple[set[Room], set[UUID]]:
    return {room for room, _person in pairs}, {person for _room, person in pairs}


def may_lead(session: Session, person, *, at: datetime) -> bool:
    """Who may open the room of a session: the adults who might be in it."""
    return bool(person.is_staff and _adults({(Room(session=session), person.pk)}, at))


def room_of(pk: UUID) -> Room | None:
    """A room with what its checks read; only for callers that check `members` next."""
    return next(iter(A_ROOM(pk=pk)), None)


def locked(pk: UUID) -> dict[UUID, Room]:
    """The room, and its main room first, held until the transaction around it ends: nobody else writes into them, and
    whatever is carried from one to the other waits for nobody in a ring."""
    return locked_all([pk])


def locked_all(rooms: Iterable[UUID]) -> dict[UUID, Room]:
    """The same of many, with their main rooms; always in one order, so that two who lock several wait for each other
    and not in a ring."""
    return {row.pk: row for row in LOCKED(rooms={each for room in rooms for each in (room, main_of(room) or room)})}


def rooms_of(pks: Iterable[UUID]) -> dict[UUID, Room]:
    """The same of many."""
    return {room.pk: room for room in _with_session(Room.objects.filter(pk__in=list(pks)))}


def signed_in(session_key: str, *, at: datetime) -> bool:
    return bool(still_signed_in([session_key], at=at))


def still_signed_in(session_keys: Iterable[str], *, at: datetime) -> set[str]:
    return set(SIGNED_IN(keys=list(session_keys), at=at))


def children_are_young(session: Session) -> bool:
    """Whether a child's words should wait for an adult by default; so they do when nobody is known yet."""
    ages = list(Place.objects.held().filter(activity=session.activity).values_list("age_years", flat=True))
    return not ages or min(ages) < GROWN_ENOUGH_FOR_OPEN_CHAT


def planned(session: Session) -> list[Step]:
    """What the approved plan at the desk says we do, in order; nothing when there is none."""
    plan = plan_of(session.activity)
    steps = plan.steps.all() if plan and plan.state == PlanState.APPROVED else ()
    return [Step(what=each.what[:80], minutes=min(each.minutes, 120)) for each in steps][:STEPS]


def quotable(room: Room, people: Iterable[UUID], *, at: datetime) -> set[UUID]:
    """Of these the ones whose words may stand before the group: a child's while every consent is live, an adult's."""
    people = set(people)
    grown = set(User.objects.filter(pk__in=people).exclude(kind=Kind.CHILD).values_list("pk", flat=True))
    return grown | {child for _room, child in _asked({(room, person) for person in people - grown}, at)}


def age_of(person, *, at: datetime) -> int | None:
    return privacy.age(person.pk, on=consent.day(at)) if person.is_child else None


def done_by(person: UUID, reader: UUID):
    """What somebody said and did in rooms, for their own copy; that the lead was told of it is not in there (SAF-4)."""
    found = Entry.objects.filter(author=person).exclude(event__type__in=TO_THE_LEAD)
    return found if reader == person else found.none()


def done_plainly(entry: Entry) -> dict:
    """One line of it, without what screening saw: a copy may lie on a phone that others read too. Nor is anybody else
    in it, to whom this person gave the piece or whose words they let through."""
    told = {name: face for name in ("by", "who") if isinstance(face := entry.event.get(name), dict)}
    others = {name for name, face in told.items() if face["id"] != str(entry.author)}
    anothers = "by" in others or entry.event["type"] == SHOWN  # whose word it is, an event of its own says
    left_out = {"kinds", "care"} | others | ({"text"} if anothers else set())
    event = {name: value for name, value in entry.event.items() if name not in left_out}
    return {"event": event, "at": str(entry.at)}


def faces(people: Iterable[UUID], *, limit: int | None = None) -> list[Face]:
    """Adults first, then children by the names they have here."""
    return [face(person) for person in User.objects.filter(pk__in=list(people)).order_by("-kind", "pseudonym")[:limit]]


def heads(rooms: Iterable[UUID]) -> dict[UUID, int]:
    """The last number of each room's log."""
    return {room: head for room, head in HEADS(rooms=list(rooms)) if head}


def sittings(person, *, at: datetime):
    """Open rooms this person might enter."""
    return (
        Room.objects.visible_to(person).open().main().select_related("session__activity").order_by("session__starts_at")
    )


def near(person, *, at: datetime):
    """Sessions of today and tomorrow that this person works with, each with its room if it has one."""
    soon = Session.objects.filter(ends_at__gt=at - NEAR, starts_at__lt=at + NEAR)
    own = soon.filter(activity__in=Activity.objects.run_by(person).values("pk"))
    rooms = Prefetch("rooms", queryset=Room.objects.main(), to_attr="main_rooms")
    return own.select_related("activity").prefetch_related(rooms).order_by("starts_at", "id")
