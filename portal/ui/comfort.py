"""How a reader likes to see pages: one cookie, rendered by the server, so that no page flashes."""

from dataclasses import asdict, dataclass, fields

COOKIE = "look"
YEAR = 365 * 24 * 3600
CHOICES = {
    "theme": ("auto", "day", "night"),
    "size": ("normal", "large", "huge"),
    "lines": ("normal", "loose"),
    "motion": ("auto", "still"),
}


@dataclass(frozen=True)
class Comfort:
    theme: str = "auto"
    size: str = "normal"
    lines: str = "normal"
    motion: str = "auto"

    def cookie(self) -> str:
        return ".".join(asdict(self).values())


def parse(text: str) -> Comfort:
    """From the cookie; an unknown word is left at its default, so a forged cookie writes nothing into a page."""
    words = text.split(".")
    names = [field.name for field in fields(Comfort)]
    return Comfort(**{name: word for name, word in zip(names, words, strict=False) if word in CHOICES[name]})


def chosen(data) -> Comfort:
    """From a submitted form."""
    return Comfort(**{name: data[name] for name in CHOICES if data.get(name) in CHOICES[name]})
