"""A session's summary: written by who leads, given to the group in versions, and read by the children, who say whether
that is how it was. What children said is not copied into it; it stands in the log and is read from there."""

from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities.actions.saying import listen, refuse_names
from activities.desk.actions.refusals import WrittenMeanwhile
from activities.live import queries
from activities.live.actions.refusals import NotNow
from activities.live.actions.turn import screened
from activities.live.models import Reading, Room, Summary, SummaryVersion
from activities.live.queries import summing
from activities.live.room.summing import sections
from activities.live.states import State
from activities.models import Place
from portal.audit.log import write
from portal.notices import actions as notices
from portal.text.plain import plain
from portal.ui.refusals import Refusal

WORDS = ("course", "agreed", "coming")


class NotYours(Refusal):
    pass


class NotReady(Refusal):
    pass


@transaction.atomic
def write_summary(*, by, room: Room, words: dict[str, str], left_out: set[int], seen: int, at: datetime) -> Summary:
    """Keeps the draft, written over the one that `by` had before them (`seen`).

    Raises NotYours, NotReady while the room is open, WrittenMeanwhile, NamesSomebody (PRI-4), NotNow("screened").
    """
    row = _over(by, room, at)
    summary = Summary.objects.filter(room=row).first() or Summary(room=row)
    if summary.edited != seen:
        raise WrittenMeanwhile
    for name, text in _fit(row, words).items():
        setattr(summary, name, text)
    summary.left_out = sorted(left_out & _numbers(row))
    summary.edited, summary.written_by, summary.written_at = seen + 1, by, at
    summary.save()
    write("live.summary_written", by=by, subject=f"room:{row.pk}", at=at)
    return summary


@transaction.atomic
def publish_summary(
    *, by, room: Room, words: dict[str, str], left_out: set[int], changed: str, seen: int, at: datetime
) -> SummaryVersion:
    """Gives the group exactly these words, as a new version; from the second on it says what is `changed`. Raises as
    `write_summary`."""
    summary = write_summary(by=by, room=room, words=words, left_out=left_out, seen=seen, at=at)
    last = summary.versions.first()
    told = _fit(summary.room, {"changed": changed})["changed"][:200] if last else ""
    if last and not told:
        raise NotReady(_("Say what is different from the version before."))
    facts = {name: getattr(summary, name) for name in (*WORDS, "left_out")}
    facts |= {"number": last.number + 1 if last else 1, "changed": told, "published_by": by, "published_at": at}
    version = SummaryVersion.objects.create(summary=summary, **facts)
    write("live.summary_given", by=by, subject=f"room:{room.pk}", at=at, version=version.number)
    for place in Place.objects.held().filter(activity=summary.room.activity).select_related("child"):
        _tell(place.child, summary.room, at)
    return version


def say_of_summary(*, by, version: SummaryVersion, fits: bool, words: str, at: datetime) -> bool:
    """A child of the group says that it was so, or what is missing or wrong; said anew, it replaces. Whether the words
    went to the safeguarding lead, who alone reads them then (SAF-5). Raises NotYours, NotReady."""
    words = "" if fits else plain(words)[:200]
    room = version.summary.room
    heard = bool(words) and listen(by=by, activity=room.activity, words=words, where=room.activity.name, at=at)
    try:
        _said(by, version, fits, words, heard, at)
    except Refusal as refusal:
        refusal.with_lead = heard
        raise
    return heard


@transaction.atomic
def _said(by, version: SummaryVersion, fits: bool, words: str, heard: bool, at: datetime) -> None:
    summary = Summary.objects.select_for_update().get(pk=version.summary_id)
    if not Place.objects.held().filter(activity=version.summary.room.activity, child=by).exists():
        raise NotYours(_("Those who have a place here say how it was."))
    if summary.versions.first() != version:
        raise NotReady(_("There is a newer version. Please read that one."))
    if not fits and not words:
        raise NotReady(_("Write a few words: what is missing, or what was different?"))
    kept = {"fits": fits, "words": "" if heard else words, "at": at}
    Reading.objects.update_or_create(version=version, child=by, defaults=kept)
    write("live.summary_read", by=by, subject=f"room:{version.summary.room_id}", at=at, version=version.number)


def _over(by, room: Room, at: datetime) -> Room:
    row = Room.objects.select_for_update(of=("self",)).select_related("session__activity").get(pk=room.pk)
    if not queries.may_lead(row.session, by, at=at):
        raise NotYours(_("Only the adults who lead this activity write its summary."))
    if row.state == State.OPEN:
        raise NotReady(_("The room is still open. Close it first."))
    if row.erased_at:
        raise NotReady(_("The record of this room is kept no longer."))
    return row


def _fit(room: Room, words: dict[str, str]) -> dict[str, str]:
    """An adult's words as all children of the group may read them."""
    said = {name: plain(words.get(name, ""))[:2000] for name in words}
    refuse_names(room.activity, *said.values())
    if any(screened(text, (), adult=True) for text in said.values() if text):
        raise NotNow("screened")
    return said


def _numbers(room: Room) -> set[int]:
    """Of every line and question that could stand in it."""
    return set().union(*(each.numbers for each in sections(summing.story(room.pk))), set())


def _tell(child, room: Room, at: datetime) -> None:
    with translation.override(child.language):
        name = room.activity.label
    facts = {"name": name, "number": str(room.session.number), "room": str(room.pk)}
    notices.tell(person=child, kind="live.summary", about=f"child:{child.pk}", at=at, **facts)
