"""What anybody may see, worked out anew at each showing (MOD-1, MOD-24).

The flag `showing` and the search index only narrow the rows. Whether one is shown is decided here: a release that
was not ended, of the revision that is approved and wanted, and every consent it needs alive at that second.
"""

from collections.abc import Hashable, Iterable, Mapping
from datetime import datetime
from itertools import chain
from uuid import UUID

from django.db.models import UUIDField

from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.rows.prepared import BoundList, Prepared
from portal.text.index import matching
from voices.models import Release, SearchDoc, Voice

Need = tuple[UUID, Purpose, str]  # child, purpose, scope

# What no reader of a voice has use for is not fetched: how its author comes in, least of all.
NOT_SHOWN = ("password", "last_login", "username", "email", "date_joined")

NEWEST = Prepared(lambda: Voice.objects.showing().values_list("pk", flat=True))
STANDING = Prepared(
    lambda: (
        Release.objects.filter(voice__among=BoundList("voices", UUIDField()))
        .standing()
        .select_related("voice__author", "revision__picture")
        .defer(*(f"voice__author__{name}" for name in NOT_SHOWN))
    )
)


def public(voices: Iterable[Voice], *, at: datetime) -> list[Voice]:
    """Those of these voices that are public, in their order, each with its `shown` revision; constant in queries."""
    return _public([voice.pk for voice in voices], at)


def is_public(voice: Voice, at: datetime) -> bool:
    return bool(public([voice], at=at))


def latest_public(at: datetime, n: int, *, start: int = 0) -> list[Voice]:
    """The newest; fewer than `n` where a consent has just ended and the flag does not know yet."""
    return _public(newest(n, start=start), at)


def newest(n: int, *, start: int = 0) -> list[UUID]:
    """Keys of those that were let out last: where to look, by one short walk along an index, never what may be seen."""
    return NEWEST(cut=(start, start + n))


def search(text: str, at: datetime, *, start: int = 0, n: int = 12) -> list[Voice]:
    """Newest first. The index says where to look, never what may be seen."""
    found = matching(SearchDoc.objects.all(), text).order_by("-at", "voice").values_list("voice", flat=True)
    return _public(list(found[start : start + n]), at)


def carried(wanted: Mapping[Hashable, tuple[UUID, Iterable[Need]]], *, at: datetime) -> dict[Hashable, Voice]:
    """For who carries voices further: each key names a voice and what more its family must be saying yes to.

    Keys whose voice is public and all of whose needs hold, each with that voice and its `shown` revision. Two queries.
    """
    if not wanted:
        return {}
    rows = {row.voice_id: row for row in STANDING(voices={voice for voice, _more in wanted.values()})}
    needs = {key: [*_needs(rows[pk]), *more] for key, (pk, more) in wanted.items() if pk in rows}
    permitted = consent.permitted_of(chain.from_iterable(needs.values()), at=at)
    found = {}
    for key, wants in needs.items():
        if permitted.issuperset(wants):
            row = rows[wanted[key][0]]
            row.voice.shown = row.revision
            found[key] = row.voice
    return found


def _public(order: list[UUID], at: datetime) -> list[Voice]:
    return list(carried({pk: (pk, ()) for pk in order}, at=at).values())


def _needs(row: Release) -> list[Need]:
    """What its author's family must be saying yes to while it is shown."""
    purposes = [Purpose.PUBLISH, *([Purpose.PICTURE_BY_CHILD] if row.revision.picture_id else [])]
    return [(row.voice.author_id, purpose, "") for purpose in purposes]
