"""What a room's log comes to in the end, for its summary: read anew each time, so that nothing erased is in it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from activities.live import queries
from activities.live.models import Entry, Room
from activities.live.protocol import logged
from activities.live.room import same
from activities.live.room.summing import Course, Section, Story, course, sections
from activities.live.room.summing import story as told
from portal.figures.counting import shown


def story(room: UUID) -> Story:
    """A room as anybody may tell it, read anew each time: what was erased since is not in it."""
    entries = Entry.objects.filter(room=room).order_by("seq")
    return told((each.seq, each.audience, each.at, logged.validate_python(each.event)) for each in entries)


@dataclass(frozen=True)
class Summed:
    """A session in short: its course, its sections, and how many children said yes to it where that may be told."""

    story: Story
    course: Course
    sections: list[Section]
    took_part: int | None


def summed(room: Room, *, at: datetime, left_out: Iterable[int] = ()) -> Summed:
    """What may stand before the group at this second: nobody's words or name whose consent has ended (CON-2)."""
    tale, out = story(room.pk), set(left_out)
    way, found = course(tale), sections(tale)
    givers = word_givers(room.pk)
    people = {line.by.id for each in found for line in each.lines if line.by} | {face.id for _role, face in way.roles}
    people |= {face.id for each in found for figure in each.figures for face in figure.by}
    may = queries.quotable(room, people.union(*givers.values()), at=at)

    def stands(line) -> bool:
        whose = {line.by.id} if line.by else givers.get((line.into, same(line.text)), set())
        return line.number not in out and not whose.isdisjoint(may)

    kept = [
        replace(
            each,
            lines=tuple(line for line in each.lines if stands(line)),
            figures=tuple(figure.with_words_of(may) for figure in each.figures if figure.number not in out),
        )
        for each in found
    ]
    roles = tuple((role, face) for role, face in way.roles if face.id in may)
    number = shown({"all": queries.went_in(room)})["all"]
    return Summed(tale, replace(way, roles=roles), [each for each in kept if each.numbers], number)


def word_givers(room: UUID) -> dict[tuple[int, str], set[UUID]]:
    """Collection and word, however spelled → who gave it; the room itself tells no child (PII-8)."""
    entries = Entry.objects.filter(room=room)
    passed = entries.filter(event__type="word_passed").values_list("event__message", flat=True)
    given = entries.filter(Q(event__type="word_given") | Q(event__type="message_held", seq__in=list(passed)))
    found: dict[tuple[int, str], set[UUID]] = {}
    for entry in given:
        if entry.event["text"]:
            found.setdefault((entry.event["into"], same(entry.event["text"])), set()).add(entry.author)
    return found


def own_words(tale: Story, person: UUID) -> dict[int, str]:
    """What somebody said there that everybody could read and that stood in the end, by number."""
    standing = tale.room.notes
    own = {number: note for number, note in standing.items() if note.by.id == person and note.state == "posted"}
    return {number: note.text for number, note in own.items() if note.text and note.corrected is None}
