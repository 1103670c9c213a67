"""How near a sign of harm is: who, when, and how sure. When unsure, nearer (PII-15)."""

from moderation.screening.rules import cues

_CUES = cues("harm")
_LESSON = _CUES["lesson"]  # talk about the subject, not about somebody: lessons, posters
_STORY = _CUES["story"]  # books, films, games
_OTHER = _CUES["other"]
_ME = _CUES["me"]
_NOW = _CUES["now"]
_FIGURE = _CUES["figure"]  # what people say when they are tired, laughing or fed up
WINDOW = 40
ACUTE = frozenset({"suicide", "selfharm", "violence", "sexual"})


def level(text: str, start: int, end: int, *, base: int, topic: str) -> int:
    """0–3 for what was found between start and end."""
    sentence = text[max(0, start - WINDOW) : end + WINDOW]
    if _LESSON.search(sentence) and not _NOW.search(sentence):
        return 3
    if topic == "figure" or (topic == "wish" and _FIGURE.search(sentence)):
        return 3
    if _STORY.search(text[max(0, start - 2 * WINDOW) : end]) and not _NOW.search(sentence):
        return 3
    if topic in ACUTE | {"wish"}:
        if _NOW.search(sentence):
            return 0
        said = text[max(0, start - 20) : end]
        other = _OTHER.search(said)
        if other and not _ME.search(said[other.end() :]):
            return max(base, 2)
    return base
