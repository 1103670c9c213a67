"""The rules as they ship: versioned files, read once, compiled once."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "rules"
_MACRO = re.compile(r"<<(\w+)>>")


@dataclass(frozen=True)
class Rule:
    id: str
    version: str
    kind: str
    pattern: re.Pattern
    weight: float = 0.8
    level: int = 3
    allow: tuple[re.Pattern, ...] = ()
    views: tuple[str, ...] = ("plain",)
    check: str = ""
    facts: tuple[str, ...] = ()  # what it tells of the writer, for adding up
    topic: str = ""
    max_age: int | None = None  # asks only of writers up to this age, and of those whose age is unknown


@dataclass(frozen=True)
class RuleFile:
    name: str
    version: str
    owner: str
    review_on: date
    changes: list[str]
    rules: list[Rule]
    cues: dict[str, re.Pattern]


def _compiled(source: str, macros: dict[str, str]) -> re.Pattern:
    while _MACRO.search(source):
        source = _MACRO.sub(lambda m: f"(?:{macros[m[1]]})", source)
    return re.compile(source)


def read(path: Path) -> RuleFile:
    raw = json.loads(path.read_text(encoding="utf-8"))
    macros, rules = raw.get("macros", {}), []
    for entry in raw["rules"]:
        entry = dict(entry)
        entry.pop("why", None)
        allow = tuple(_compiled(phrase, macros) for phrase in entry.pop("allow", []))
        rules.append(
            Rule(
                version=raw["version"],
                pattern=_compiled(entry.pop("pattern"), macros),
                allow=allow,
                views=tuple(entry.pop("views", ["plain"])),
                facts=tuple(entry.pop("facts", [])),
                **entry,
            )
        )
    return RuleFile(
        name=raw["name"],
        version=raw["version"],
        owner=raw["owner"],
        review_on=date.fromisoformat(raw["review_on"]),
        changes=raw["changes"],
        rules=rules,
        cues={name: _compiled(source, macros) for name, source in raw.get("cues", {}).items()},
    )


@cache
def files() -> tuple[RuleFile, ...]:
    return tuple(read(path) for path in sorted(FOLDER.glob("*.json")))


@cache
def all_rules() -> tuple[Rule, ...]:
    return tuple(rule for file in files() for rule in file.rules)


def cues(name: str) -> dict[str, re.Pattern]:
    """Patterns of one file that are no rule by themselves, and help a rule to weigh."""
    return next(file.cues for file in files() if file.name == name)
