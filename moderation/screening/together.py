"""Facts that are harmless one by one and point at a child together (PII-7)."""

from moderation.screening.finding import Finding
from moderation.screening.rules import cues

VERSION = "2026-11-23"
ENOUGH = 3
_FACTS = cues("together")


def together(text: str, found: list[Finding], at) -> list[Finding]:
    """One finding over everything, when three or more different facts stand in the text. `at` maps spans back."""
    spans = {fact: match.span() for fact, pattern in _FACTS.items() if (match := pattern.search(text))}
    known = set(spans)
    originals = [at(*span) for span in spans.values()]
    for finding in found:
        fact = _OF_KIND.get(finding.kind)
        if fact:
            known.add(fact)
            originals.append((finding.start, finding.end))
    if len(known) < ENOUGH:
        return []
    start, end = min(s for s, _ in originals), max(e for _, e in originals)
    return [Finding("together.facts", VERSION, "together", start, end, round(min(1.0, len(known) / 5), 2))]


_OF_KIND = {"school": "school", "address": "place", "name": "name", "meeting": "meeting"}
