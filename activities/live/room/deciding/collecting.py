"""A collection of words: each child gives up to three, adults let them through, all see each word once."""

from activities.live import protocol as p
from activities.live.protocol import Audience
from activities.live.room.deciding.ways import leads
from activities.live.room.deciding.writing import may_write, waits
from activities.live.room.ideas import WORDS_EACH, Collection, same
from activities.live.room.shapes import Note, Refused, Room, Sent

STANDING = {"held", "given", "kept", "care"}  # what was taken back or given back leaves room for another


@leads(p.OpenWords)
def _(room, member, command, now):
    if now.kinds:
        raise Refused("screened")
    if room.words and not room.words.closed:
        raise Refused("words_running")
    return [Sent(p.WordsAsked(question=command.question))]


@leads(p.GiveWord)
def _(room, member, command, now):
    words = _current(room, command.into)
    if words.closed:
        raise Refused("words_over")
    may_write(room, member, now)
    own = [note for note in into(room, words.id) if note.by.id == member.id and note.state in STANDING]
    if any(same(note.text) == same(command.text) for note in own):
        return []
    if len(own) >= WORDS_EACH:
        raise Refused("enough_words")
    said = {"into": words.id, "by": member.face, "text": command.text, "at": now.at}
    if now.kinds or waits(room, member, now) or _kept_before(room, words, command.text):
        return [Sent(p.MessageHeld(**said, kinds=now.kinds), Audience.ONE, member.id)]
    return [Sent(p.WordGiven(**said), Audience.ONE, member.id), *shows(room, words.id, command.text)]


@leads(p.HideWord)
def _(room, member, command, now):
    """Nobody sees it any more; whoever gave it reads that an adult keeps it, and given again it waits for an adult."""
    if room.words is None or command.word not in room.words.shown:
        raise Refused("gone")
    text = room.words.shown[command.word]
    told = [
        Sent(p.MessageRefused(message=number), Audience.ONE, note.by.id)
        for number, note in room.notes.items()
        if _gave(note, room.words.id, text)
    ]
    return [Sent(p.WordHidden(word=command.word)), *told]


@leads(p.CloseWords)
def _(room, member, command, now):
    return [] if _current(room, command.into).closed else [Sent(p.WordsClosed(into=command.into))]


def passes(room: Room, number: int, note: Note) -> list[Sent]:
    """A held word is let through: its author and the adults hear whose it was, all others only the word."""
    passed = Sent(p.WordPassed(message=number), Audience.ONE, note.by.id)
    return [passed, *shows(room, note.into, note.text)]


def shows(room: Room, words: int, text: str) -> list[Sent]:
    if room.words is None or room.words.id != words or _shown(room.words, text):
        return []
    return [Sent(p.WordShown(into=words, text=text))]


def hides(room: Room, number: int, note: Note) -> list[Sent]:
    """A word goes from sight with the last of those who gave it."""
    if note.state != "given" or room.words is None or note.into != room.words.id:
        return []
    if any(_gave(other, note.into, note.text) for key, other in room.notes.items() if key != number):
        return []
    return [Sent(p.WordHidden(word=word)) for word in _shown(room.words, note.text)]


def into(room: Room, number: int) -> list[Note]:
    return [note for note in room.notes.values() if note.into == number]


def _shown(words: Collection, text: str) -> list[int]:
    return [number for number, shown in words.shown.items() if same(shown) == same(text)]


def _gave(note: Note, words: int, text: str) -> bool:
    return note.into == words and note.state == "given" and same(note.text) == same(text)


def _kept_before(room: Room, words: Collection, text: str) -> bool:
    return any(note.state == "kept" and same(note.text) == same(text) for note in into(room, words.id))


def _current(room: Room, words: int) -> Collection:
    if room.words is None or room.words.id != words:
        raise Refused("words_over")
    return room.words
