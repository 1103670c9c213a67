"""The steps every text goes through before a person reads it. No step can let anything pass (MOD-2, MOD-8)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

from moderation.screening import Context, Finding, screen

log = logging.getLogger(__name__)

Step = Callable[[str, Context], list[Finding]]
steps: list[Step] = [screen]


@dataclass
class Seen:
    """(part, finding) pairs, and whether some step did not finish."""

    findings: list[tuple[str, Finding]] = field(default_factory=list)
    incomplete: bool = False


def run(texts: dict[str, str], age_years: int | None) -> Seen:
    """A step that raises leaves a mark and the case in the queue, for two people (fail closed)."""
    seen = Seen()
    context = Context(age=age_years)
    for part, text in texts.items():
        for step in steps:
            try:
                seen.findings += [(part, finding) for finding in step(text, context)]
            except Exception:
                # No local values are logged: they are a child's words.
                log.error("triage step %s failed", getattr(step, "__name__", "?"), exc_info=False)
                seen.incomplete = True
    return seen
