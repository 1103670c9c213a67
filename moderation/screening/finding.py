"""What a rule says it saw."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Finding:
    """`start` and `end` point into the text as it was written; `level` is 0–3 for P0–P3."""

    rule: str
    version: str
    kind: str
    start: int
    end: int
    weight: float
    level: int = 3


@dataclass(frozen=True)
class Context:
    """What is known of the writer. `age` None means unknown: rules that ask age then take the youngest."""

    age: int | None = None
    adult: bool = False  # the account is an adult's
    recent: tuple[str, ...] = ()  # the writer's last few messages in a room, oldest first
