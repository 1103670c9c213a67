"""Putting words in force: all languages of one purpose and reader together, under one number (CON-3, CON-16)."""

import logging
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import queries
from portal.consent.content.wording import tidy
from portal.consent.models import Notice, Recording
from portal.ui.refusals import Refusal

SHIPPED = Path(__file__).resolve().parents[1] / "notices"
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
news = logging.getLogger(__name__)


class NotWhole(Refusal):
    """Words in one language only, or a change of weight without the day on which older yeses stop."""


@transaction.atomic
def put_in_force(
    *,
    by,
    purpose,
    audience,
    texts: Mapping[str, str],
    recordings: Mapping[str, Recording] | None = None,
    renew_by: datetime | None = None,
    at: datetime,
) -> list[Notice]:
    """Makes the next version, in every language or in none.

    Numbers are counted over all languages: were each counted alone, a change of weight in one of them would overtake
    for ever those who read the other, whose newest number is lower. With `renew_by` what changed matters, and yeses
    to older words stop on that second. A recording comes along only where it reads these very words. Raises NotWhole.
    """
    if set(texts) != set(LANGUAGES) or not all(text.strip() for text in texts.values()):
        raise NotWhole(_("Words are put in force in all languages at once."))
    if renew_by is not None and renew_by < at:
        raise NotWhole(_("The day on which older answers stop has passed."))
    made = _enter(purpose, audience, texts, queries.last_version(purpose, audience) + 1, at, renew_by, recordings or {})
    _record(by, made, at)
    return made


@transaction.atomic
def load_notices(*, at: datetime) -> int:
    """Enters the shipped words where none are in force; says how many texts.

    Words once in force are changed by people only: a newer release must not talk over what an office wrote (CON-3).
    """
    return sum(len(_load(*key, texts, at)) for key, texts in shipped().items())


def shipped() -> dict[tuple[str, str], dict[str, str]]:
    """Texts by language of each purpose and reader, as they came with the code."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for path in sorted(SHIPPED.glob("*/*.txt")):
        audience, language = path.name.removesuffix(".txt").rsplit(".", 1)
        found.setdefault((path.parent.name, audience), {})[language] = tidy(path.read_text(encoding="utf-8"))
    return found


def _load(purpose: str, audience: str, texts: dict[str, str], at: datetime) -> list[Notice]:
    known = set(Notice.objects.filter(purpose=purpose, audience=audience).values_list("language", "sha256"))
    languages = {language for language, _sha256 in known}
    unseen = {language for language, text in texts.items() if (language, Notice.digest(text)) not in known}
    if unseen & languages:
        news.warning("shipped words of %s/%s differ from those in force, which stay", purpose, audience)
    missing = {language: text for language, text in texts.items() if language not in languages}
    if not missing:
        return []
    # A language that comes later joins the version the others read.
    made = _enter(purpose, audience, missing, queries.last_version(purpose, audience) or 1, at, None)
    _record(None, made, at)
    return made


def _enter(purpose, audience, texts: Mapping[str, str], version: int, at, renew_by, read=()) -> list[Notice]:
    same = {"purpose": purpose, "audience": audience, "version": version, "published_at": at}
    same |= {"material": renew_by is not None, "renew_by": renew_by}
    whole = {language: tidy(text) for language, text in sorted(texts.items())}
    new = [Notice(**same, language=each, text=text, sha256=Notice.digest(text)) for each, text in whole.items()]
    for notice in new:
        found = dict(read).get(notice.language)
        notice.recording = found if found and found.of_words == notice.sha256 else None
        notice.save(force_insert=True)
    return new


def _record(by, made: list[Notice], at: datetime) -> None:
    first = made[0]
    detail = {"purpose": str(first.purpose), "audience": str(first.audience), "version": first.version}
    detail |= {"material": first.material, "sha256": {notice.language: notice.sha256 for notice in made}}
    detail |= {"recordings": {each.language: each.recording.digest for each in made if each.recording}}
    log.write("notice.published", by=by, subject=f"notice:{first.pk}", at=at, **detail)
