"""What anybody may see, worked out anew at each showing (MOD-1, MOD-24).

The flag `showing` and the search index only narrow the rows. Whether one is shown is decided here: a release that
was not ended, of the revision that is approved and wanted, and every consent it needs alive at that second.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.text.index import matching
from voices.models import Release, SearchDoc, Voice


def public(voices: Iterable[Voice], *, at: datetime) -> list[Voice]:
    """Those of these voices that are public, in their order, each with its `shown` revision; constant in queries."""
    return _public([voice.pk for voice in voices], at)


def is_public(voice: Voice, at: datetime) -> bool:
    return bool(public([voice], at=at))


def latest_public(at: datetime, n: int, *, start: int = 0) -> list[Voice]:
    """The newest; fewer than `n` where a consent has just ended and the flag does not know yet."""
    # One short walk along an index; the truth is then asked for these few only.
    return _public(list(Voice.objects.showing().values_list("pk", flat=True)[start : start + n]), at)


def search(text: str, at: datetime, *, start: int = 0, n: int = 12) -> list[Voice]:
    """Newest first. The index says where to look, never what may be seen."""
    found = matching(SearchDoc.objects.all(), text).order_by("-at", "voice").values_list("voice", flat=True)
    return _public(list(found[start : start + n]), at)


def _public(order: list[UUID], at: datetime) -> list[Voice]:
    if not order:
        return []
    rows = Release.objects.filter(voice__in=order).standing()
    rows = list(rows.select_related("voice__author", "revision__picture"))
    publish = consent.permitted({row.voice.author_id for row in rows}, Purpose.PUBLISH, at=at)
    painters = {row.voice.author_id for row in rows if row.revision.picture_id}
    pictures = consent.permitted(painters, Purpose.PICTURE_BY_CHILD, at=at) if painters else set()
    found = {}
    for row in rows:
        author = row.voice.author_id
        if author in publish and (not row.revision.picture_id or author in pictures):
            row.voice.shown = row.revision
            found[row.voice_id] = row.voice
    return [found[key] for key in order if key in found]
