"""What a page shows of questions, collected words and the board, from the picture of a room."""

from activities.live.room.ideas import GROUPS, NOTES_EACH, WORDS_EACH

COUNTED = {"held", "given", "kept", "care", "posted"}


def together(picture: dict, me: str, *, adult: bool) -> dict:
    return {
        "options": options(picture),
        "dots_left": dots_left(picture["poll"]),
        "names_groups": names_groups(picture, me, adult=adult),
        **_words(picture, me),
        **_board(picture, me),
    }


def names_groups(picture: dict, me: str, *, adult: bool) -> bool:
    """The chair does where words go straight out; what an adult would have to read first, an adult writes."""
    chair = picture["roles"].get("chair")
    return adult or bool(chair and chair["id"] == me and picture["chat"] == "open")


def options(picture: dict) -> list[dict]:
    """Each choice of the question with what pressing its buttons would make of one's own set: `put` and `less`."""
    poll = picture["poll"]
    if poll is None:
        return []
    texts = {note["id"]: note["text"] for note in picture["notes"]}
    labels = [texts.get(note) for note in poll["notes"]] if poll["notes"] else poll["choices"]
    return [_option(poll, number, label) for number, label in enumerate(labels) if label]


def _option(poll: dict, number: int, label: str) -> dict:
    own = list(poll["mine"])
    less = own.copy()
    if number in own:
        less.remove(number)
    count = poll["counts"][number] if number < len(poll["counts"]) else None
    return {
        "number": number,
        "label": label,
        "count": count,
        "mine": own.count(number),
        "put": " ".join(map(str, sorted([*own, number]))),
        "less": " ".join(map(str, less)),
    }


def dots_left(poll: dict | None) -> int:
    return max(0, poll["dots"] - len(poll["mine"])) if poll else 0


def _words(picture: dict, me: str) -> dict:
    words = picture["words"]
    inside = [note for note in picture["notes"] if words and note["into"] == words["id"]]
    own = [note for note in inside if note["by"]["id"] == me]
    return {
        "shown_words": [word for word in words["shown"] if word["text"]] if words else [],
        "my_words": own,
        "given_words": [note for note in inside if note["state"] == "given" and note["text"]],
        "words_left": WORDS_EACH - sum(note["state"] in COUNTED for note in own),
    }


def _board(picture: dict, me: str) -> dict:
    board = picture["board"]
    inside = [note for note in picture["notes"] if board and note["into"] == board["id"]]
    posted = [
        note | {"on_screen": note["id"] in picture["screen"]}
        for note in inside
        if note["state"] == "posted" and note["text"]
    ]
    names = ["", *board["groups"]] if board else []
    columns = [
        {"number": number, "name": name, "notes": [note for note in posted if note["group"] == number]}
        for number, name in enumerate(names)
    ]
    return {
        "unsorted": columns[0]["notes"] if columns else [],
        "groups": columns[1:],
        "next_group": len(names) if 0 < len(names) <= GROUPS else 0,
        "my_waiting": [note for note in inside if note["by"]["id"] == me and note["state"] != "posted"],
        "notes_left": NOTES_EACH - sum(note["state"] in COUNTED for note in inside if note["by"]["id"] == me),
    }
