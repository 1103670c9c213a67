"""Squares: whose one is, what the square at the door says for two minutes, and who says that they are here."""

from datetime import datetime, timedelta
from uuid import UUID

from django.core import signing

from activities.desk.models import Badge, Hello
from activities.desk.queries.days import Row, belongs, day, sessions_of
from activities.desk.states import AFTER, Said
from activities.models import Activity, Session

DOOR_OPENS = timedelta(hours=2)  # so long before a session somebody may arrive
TURNS, STANDS = 60, 2  # seconds until the square at the door is another one; for how many more turns it still counts


def is_on(session: Session, *, at: datetime) -> bool:
    """Whether somebody may arrive now: not called off, soon or running."""
    return session.cancelled_at is None and session.starts_at - DOOR_OPENS <= at <= session.ends_at


def badge_of(child, activity: Activity) -> Badge | None:
    return Badge.objects.filter(activity=activity, child=child, ended_at=None).first()


def badges_of(activity: Activity) -> dict[UUID, Badge]:
    return {badge.child_id: badge for badge in Badge.objects.filter(activity=activity, ended_at=None)}


def badge_at(person, code: str, *, at: datetime) -> tuple[Badge, list[Session]] | None:
    """Whose square this colleague looks at, and the sessions of now at which it counts. One that was stopped, is of
    another office or of no child that belongs there is as unknown as none."""
    badge = Badge.objects.filter(code=code, ended_at=None).select_related("child", "activity").first()
    if badge is None:
        return None
    mine = sessions_of(person).filter(activity=badge.activity_id, ends_at__gt=at - AFTER).order_by("starts_at")
    if not mine.exists() or not belongs(badge.child_id, mine[0], at=at):
        return None
    return badge, [session for session in mine if is_on(session, at=at)]


def door_sign(session: Session, *, at: datetime) -> str:
    """What the square at the door says in this minute."""
    return _sign(session.pk, int(at.timestamp()) // TURNS)


def session_at_door(sign: str, *, at: datetime) -> Session | None:
    """The session at whose door this sign stands or stood a moment ago."""
    now = int(at.timestamp()) // TURNS
    try:
        session, _turn = signing.Signer(salt="desk.door").unsign(sign).split(".")
        session = UUID(session)
    except (signing.BadSignature, ValueError):
        return None
    if sign not in {_sign(session, now - back) for back in range(STANDS + 1)}:
        return None
    found = Session.objects.filter(pk=session).select_related("activity__office").first()
    return found if found and is_on(found, at=at) else None


def said_hello(session: Session, child) -> Hello | None:
    return Hello.objects.filter(session=session, child=child).first()


def say_they_are_here(session: Session) -> list[Row]:
    """Children whose own word nobody has answered yet: who was noted as gone before it said so stands here again."""
    rows = {row.child.pk: row for row in day(session).rows}
    found = []
    for hello in Hello.objects.filter(session=session).select_related("child").order_by("said_at"):
        row = rows.get(hello.child_id) or Row(hello.child, guest=True)
        answered = row.now is not None and row.now.at > hello.said_at
        if row.says != Said.ARRIVED and not answered:
            found.append(row)
    return found


def _sign(session: UUID, turn: int) -> str:
    return signing.Signer(salt="desk.door").sign(f"{session.hex}.{turn}")
