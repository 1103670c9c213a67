"""Words that may be a sign of harm go to the safeguarding lead by this one door, wherever they were said (SAF-5)."""

import hashlib
import json
from datetime import datetime
from uuid import UUID

from django.db import transaction

from moderation.actions.cases import open_case, submit
from moderation.models import Case
from moderation.states import Priority


@transaction.atomic
def hand_to_lead(
    *,
    by,
    kind: str,
    author,
    revision: UUID,
    texts: dict[str, str],
    office=None,
    age_years: int | None = None,
    nearest: Priority = Priority.P1,
    at: datetime,
) -> Case:
    """A locked case in the same transaction as the words; what keeps them uses `revision` as their id.

    Whoever leads in `office` sees it; where nobody does who may judge it, or none is given, every lead
    (`Case.objects.visible_to`). `age_years` None: unknown, or an adult's words.
    """
    case = open_case(by=by, kind=kind, author=author, office=office, at=at)
    return submit(
        by=author,
        case=case,
        revision=revision,
        digest=fingerprint(texts),
        texts=texts,
        has_media=False,
        age_years=age_years,
        nearest=min(nearest, Priority.P1),
        at=at,
    )


def fingerprint(texts: dict[str, str]) -> str:
    """What was read is what is decided on (MOD-4)."""
    return hashlib.sha256(json.dumps(texts, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
