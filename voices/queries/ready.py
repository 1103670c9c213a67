"""What of a child's waits only for somebody's yes: approved to the letter, wanted by the child, not yet out (CON-19).

A guardian reads these words before anybody does, so whatever is in doubt is left out: what was ever kept, may be a sign
of harm, was returned or not yet judged, what a no stands against, and what today's rules would stop.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from moderation import queries as judged
from moderation.screening import Context, screen
from portal.consent import queries as consent
from portal.consent.purposes import Missing, Purpose
from voices.models import Revision, Voice

YESES = frozenset({Missing.GUARDIAN, Missing.LEVEL, Missing.CHILD})


@dataclass(frozen=True)
class Coming:
    revision: Revision
    waits: tuple[Missing, ...]  # whose yes; at least one


def coming(child, *, at: datetime) -> list[Coming]:
    """In the order they were begun, newest first; a number of queries that does not grow with them."""
    found = Voice.objects.visible_to(child).filter(showing=False, taken_back_at=None, wanted_out_at__isnull=False)
    found = list(found.select_related("case", "wanted__picture").order_by("-begun_at", "pk"))
    if not found:
        return []
    calm = judged.never_in_doubt([voice.case_id for voice in found])
    findings = judged.findings_of(calm)
    lacks = {purpose: consent.standing(child.pk, purpose, at=at).missing for purpose in _needs(found)}
    kept = []
    for voice in found:
        waits = {each for purpose in _needs([voice]) for each in lacks[purpose]}
        only_yeses = waits and waits <= YESES
        if only_yeses and voice.case_id in calm and _is_exactly(voice, findings[voice.case_id]):
            kept.append(Coming(voice.wanted, tuple(each for each in Missing if each in waits)))
    return kept


def nothing_new(revision: Revision, findings: Iterable) -> bool:
    """A whole scan again, by today's rules: what it finds must be what the approvers saw (PII-12)."""
    seen = {(found.part, found.kind, found.start, found.end) for found in findings}
    context = Context(age=revision.age_years)
    return all(
        (part, found.kind, found.start, found.end) in seen
        for part, text in revision.texts().items()
        for found in screen(text, context)
    )


def _is_exactly(voice: Voice, findings: Iterable) -> bool:
    """The revision the child said yes to is the one that was approved, word for word, and would be approved today."""
    case, wanted = voice.case, voice.wanted
    same = case.revision == wanted.pk and case.digest == wanted.fingerprint()
    return same and nothing_new(wanted, findings)


def _needs(voices: Iterable[Voice]) -> list[Purpose]:
    pictures = any(voice.wanted.picture_id for voice in voices)
    return [Purpose.PUBLISH, *([Purpose.PICTURE_BY_CHILD] if pictures else [])]
