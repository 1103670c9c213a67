"""What a screen at a wall shows of a room: what everybody may read, in big letters, and of that only this.

It names every field it lets out. A wall has readers nobody knows, so whoever is on it has a picture of a thing and no
name, unless an adult of the room asked for names; and no id in any case.
"""


def screen(room, *, names: bool) -> dict:
    """`room`: as nobody in particular sees it."""
    shown = [room.notes[number] for number in room.screen if number in room.notes]
    return {
        "seq": room.seq,
        "closed": room.closed,
        "resting": room.paused or room.uncovered,
        "begun": room.stage in {"lobby", "open"},
        "agenda": room.agenda,
        "steps": [{"what": each.what, "minutes": each.minutes} for each in room.steps],
        "step": room.step,
        "timer": room.timer and room.timer.isoformat(),
        "piece": room.piece and _who(room.piece, names),
        "poll": room.poll and _poll(room.poll, room.notes),
        "words": room.words and {"question": room.words.question, "shown": list(room.words.shown.values())},
        "minutes": [note.text for note in room.notes.values() if note.minutes],
        "shown": [{"text": note.text, "by": _who(note.by, names)} for note in shown],
    }


def _who(face, names: bool) -> dict:
    return {"avatar": face.avatar, "name": face.name if names else ""}


def _poll(poll, notes) -> dict:
    """Dots stand on ideas of the board: one that was taken off since has no words here either."""
    labels = [notes[each].text if each in notes else "—" for each in poll.notes] or poll.choices
    rows = [
        {"label": label, "count": poll.counts[number] if poll.closed and number < len(poll.counts) else None}
        for number, label in enumerate(labels)
    ]
    return {"question": poll.question, "closed": poll.closed, "rows": rows}
