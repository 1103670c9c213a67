"""A room in the form a browser folds on, and an event on its way between processes."""

from dataclasses import dataclass
from uuid import UUID

LONGEST_PICTURE = 200  # messages in a fresh snapshot; older ones are in the log


@dataclass(frozen=True)
class News:
    """One event as it travels between processes: written out once, for everybody who may read it."""

    seq: int
    audience: str
    to: UUID | None
    text: str
    message: int = 0  # the message whose words it carries
    removes: int = 0  # the message whose words must from now on not be repeated to anybody

    def wordless(self) -> "News":
        return News(self.seq, "nobody", None, "")


def picture(room, longest: int = LONGEST_PICTURE) -> dict:
    """A room (as one person may see it) in the form a browser folds on, with its last `longest` messages."""
    return {
        "seq": room.seq,
        "closed": room.closed,
        "paused": room.paused,
        "uncovered": room.uncovered,
        "text_off": room.text_off,
        "chat": room.chat,
        "stage": room.stage,
        "lobby": room.lobby,
        "agenda": room.agenda,
        "steps": [{"what": each.what, "minutes": each.minutes} for each in room.steps],
        "step": room.step,
        "timer": _moment(room.timer),
        "roles": {role: _face(face) for role, face in room.roles.items()},
        "hands": [_face(each) for each in room.hands],
        "piece": room.piece and _face(room.piece),
        "round": None if room.round is None else [_face(each) for each in room.round],
        "poll": room.poll and _poll(room.poll),
        "mood": room.mood and _mood(room.mood),
        "words": room.words and _words(room.words),
        "board": room.board and _board(room.board),
        "notes": [_note(number, note) for number, note in _last(room, longest)],
        "with_lead": [
            {"id": number, "who": _face(told.who), "at": _moment(told.at), "now": told.now, "own": told.own}
            for number, told in room.with_lead.items()
        ],
        "out": [_face(each) for each in room.out.values()],
        "waiting": [_face(each.face) | {"at": _moment(each.at)} for each in room.waiting.values()],
        "resting": [_face(each.face) | {"until": _moment(each.until)} for each in room.resting.values()],
        "help": [
            _face(each.face) | {"at": _moment(each.at), "seen": each.seen and _face(each.seen)}
            for each in room.help.values()
        ],
        "aside": [_aside(each) for each in room.aside],
        "screen": list(room.screen),
        "group": room.group,
        "groups": _groups(room.groups),
    }


def _groups(groups) -> dict:
    return {
        "planned": groups.planned,
        "placed": [_face(each.face) | {"group": each.group} for each in groups.placed.values()],
        "rooms": [str(each) for each in groups.rooms],
        "ends_at": _moment(groups.ends_at),
        "open": groups.open,
    }


def _face(face) -> dict:
    return face.model_dump(mode="json")


def _moment(at) -> str | None:
    return at and at.isoformat()


def _aside(each) -> dict:
    return {"id": each.id, "by": _face(each.by), "text": each.text, "at": _moment(each.at)}


def _note(number: int, note) -> dict:
    return {
        "id": number,
        "by": _face(note.by),
        "text": note.text,
        "at": _moment(note.at),
        "state": note.state,
        "kinds": list(note.kinds),
        "into": note.into,
        "group": note.group,
        "back": note.back and _aside(note.back),
        "minutes": note.minutes,
        "corrected": note.corrected and _face(note.corrected),
    }


def _last(room, longest: int) -> list:
    """The last messages, and all words and notes of what is on the page now, however many came after."""
    now = {each.id for each in (room.words, room.board) if each}
    passing = [number for number, note in room.notes.items() if note.into not in now]
    kept = set(passing[-longest:] if longest else ())
    return [(number, note) for number, note in room.notes.items() if note.into in now or number in kept]


def _words(words) -> dict:
    shown = [{"id": number, "text": text} for number, text in words.shown.items()]
    return {"id": words.id, "question": words.question, "shown": shown, "closed": words.closed}


def _board(board) -> dict:
    return {"id": board.id, "question": board.question, "groups": list(board.groups), "closed": board.closed}


def _poll(poll) -> dict:
    return {
        "id": poll.id,
        "question": poll.question,
        "choices": list(poll.choices),
        "kind": poll.kind,
        "dots": poll.dots,
        "live": poll.live,
        "notes": list(poll.notes),
        "mine": list(next((answer.marks for answer in poll.answers.values()), ())),
        "closed": poll.closed,
        "counts": list(poll.counts),
    }


def _mood(mood) -> dict:
    told = [_face(each.face) | {"feeling": each.feeling} for each in mood.told.values()]
    return {"id": mood.id, "told": told, "closed": mood.closed, "counts": list(mood.counts)}
