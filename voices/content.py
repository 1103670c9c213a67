"""What screening saw, as a child is shown it: marked words, and words put over them (PII-8)."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from moderation.screening import Context, Finding, screen
from portal.consent.kinds import Relation

# How a child names the grown-up at home who writes along; never a name or an address.
# What a child hears when a grown-up has photographed a drawing of theirs.
LAID = (
    gettext_lazy("A drawing of yours is here"),
    gettext_lazy("It was photographed at a session. Only you can see it. Write something and send it, or leave it."),
)
AT_HOME = {
    Relation.MOTHER: gettext_lazy("Mum"),
    Relation.FATHER: gettext_lazy("Dad"),
    Relation.GRANDPARENT: gettext_lazy("Grandma or grandpa"),
    Relation.OTHER: gettext_lazy("Another grown-up at home"),
}
WHY = {
    "phone": gettext_lazy("A phone number lets strangers call."),
    "identity": gettext_lazy("This number belongs to one person only."),
    "contact": gettext_lazy("With this, people we do not know could write to you."),
    "link": gettext_lazy("A link leads out of here; we cannot look after you there."),
    "address": gettext_lazy("It says where somebody lives."),
    "school": gettext_lazy("It says which school or class you are in."),
    "name": gettext_lazy("This may be somebody's real name."),
    "meeting": gettext_lazy("It says where and when to find you."),
    "secret": gettext_lazy("This is for you alone."),
}


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `kind` is empty where nothing was seen."""

    text: str
    kind: str = ""


@dataclass(frozen=True)
class Seen:
    """What one look over somebody's words came to."""

    parts: dict[str, list[Piece]]
    kinds: list[str]  # only what identifies somebody; in the order of WHY
    harm: bool  # a sign that somebody may need help: adds help and thanks, stops nothing (SAF-5)

    def why(self) -> list[str]:
        return [WHY[kind] for kind in self.kinds]


def look(texts: dict[str, str], *, age: int | None) -> Seen:
    """A look that fails shows nothing and stops nothing here: people read everything anyway."""
    found = {part: _screened(text, age) for part, text in texts.items()}
    kinds = {each.kind for findings in found.values() for each in findings}
    return Seen(
        parts={part: pieces(text, found[part]) for part, text in texts.items()},
        kinds=[kind for kind in WHY if kind in kinds],
        harm="harm" in kinds,
    )


def pieces(text: str, findings: list[Finding]) -> list[Piece]:
    """The text cut at what was seen; where two overlap the first one stands."""
    done, place = [], 0
    for finding in sorted(findings, key=lambda each: (each.start, -each.end)):
        if finding.kind not in WHY or finding.start < place or finding.end <= finding.start:
            continue
        done += [Piece(text[place : finding.start]), Piece(text[finding.start : finding.end], finding.kind)]
        place = finding.end
    return [piece for piece in [*done, Piece(text[place:])] if piece.text]


def covered(texts: dict[str, str], *, age: int | None) -> dict[str, str]:
    """The same words with 〔学校〕 and its like over what identifies somebody."""
    covers = _covers()
    return {
        part: "".join(covers[piece.kind] if piece.kind else piece.text for piece in cut)
        for part, cut in look(texts, age=age).parts.items()
    }


def _covers() -> dict[str, str]:
    return {
        "phone": _("[phone]"),
        "identity": _("[number]"),
        "contact": _("[contact]"),
        "link": _("[link]"),
        "address": _("[place]"),
        "school": _("[school]"),
        "name": _("[name]"),
        "meeting": _("[where and when]"),
        "secret": _("[secret]"),
    }


def _screened(text: str, age: int | None) -> list[Finding]:
    try:
        return screen(text, Context(age=age))
    except Exception:  # moderation marks the case `triage_incomplete` for the same reason
        return []
