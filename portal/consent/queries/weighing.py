"""How each purpose stands at the desk: what weighing it up came to, and whether that still fits its rule (CON-22)."""

from dataclasses import dataclass

from portal.consent.models import Assessment, Notice
from portal.consent.purposes import Purpose, rule
from portal.consent.queries.deciding import verdicts


@dataclass(frozen=True)
class Weighed:
    """One purpose and its assessments, the newest first."""

    purpose: Purpose
    assessments: list[Assessment]
    has_words: bool

    @property
    def rule_version(self) -> int:
        return rule(self.purpose).version

    @property
    def last(self) -> Assessment | None:
        return self.assessments[0] if self.assessments else None

    @property
    def is_on(self) -> bool:
        return bool(self.last) and self.last.allows == self.rule_version

    @property
    def wants_anew(self) -> bool:
        """Its rule has changed since: what was weighed up was another question."""
        return bool(self.last) and self.last.rule_version != self.rule_version


def weighed() -> list[Weighed]:
    """Every purpose; two queries, however many."""
    found: dict[str, list[Assessment]] = {}
    for each in verdicts():
        found.setdefault(each.purpose, []).append(each)
    worded = set(Notice.objects.values_list("purpose", flat=True).distinct())
    return [Weighed(purpose, found.get(purpose.value, []), purpose.value in worded) for purpose in Purpose]
