"""Words in force and words on their way, as who writes and publishes them sees them; no answer of anybody is in it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max, Q

from portal.consent.kinds import Audience
from portal.consent.models import Draft, Notice, Recording
from portal.consent.purposes import Purpose
from portal.consent.queries.deciding import last_events, with_facts
from portal.consent.states import OPEN_DRAFTS, YESES


@dataclass(frozen=True)
class Standing:
    """How the words for one reader about one purpose stand: texts of every language of the newest version."""

    purpose: Purpose
    audience: Audience
    notices: list[Notice]
    draft: Draft | None

    @property
    def version(self) -> int:
        return max((each.version for each in self.notices), default=0)

    @property
    def since(self) -> datetime | None:
        return max((each.published_at for each in self.notices), default=None)

    @property
    def intact(self) -> bool:
        return all(each.intact for each in self.notices)


def last_version(purpose, audience) -> int:
    """Counted over all languages; 0 before the first words."""
    found = Notice.objects.filter(purpose=purpose, audience=audience)
    return found.aggregate(last=Max("version"))["last"] or 0


def version(purpose, audience, number: int) -> list[Notice]:
    """One version in every language, Chinese first."""
    found = Notice.objects.filter(purpose=purpose, audience=audience, version=number)
    return list(found.select_related("recording").order_by("-language"))


def versions(purpose, audience) -> list[Notice]:
    """Every text there ever was, the newest first; a page says of each whether it is still what was hashed."""
    found = Notice.objects.filter(purpose=purpose, audience=audience)
    return list(found.select_related("recording").order_by("-version", "-language"))


def drafts():
    return Draft.objects.select_related("author", "settled_by")


def open_drafts():
    return Draft.objects.filter(state__in=OPEN_DRAFTS)


def open_draft(purpose, audience) -> Draft | None:
    return drafts().filter(state__in=OPEN_DRAFTS, purpose=purpose, audience=audience).first()


def recordings_for(draft: Draft) -> dict[str, Recording]:
    """What reads the words of a draft aloud, by language: its own, or that of words in force which have not changed."""
    in_force = [each.recording for each in version(draft.purpose, draft.audience, draft.base) if each.recording]
    found = {each.language: each for each in [*in_force, *draft.recordings.all()]}
    return {words.language: found[words.language] for words in draft.words if _reads(found.get(words.language), words)}


def _reads(recording: Recording | None, words) -> bool:
    return recording is not None and recording.of_words == words.sha256


def recordings_at_desk():
    """Those of words on their way too, for whoever writes or publishes."""
    return Recording.objects.all()


def recordings_in_force():
    """Those that anybody signed in may hear."""
    return Recording.objects.filter(pk__in=Notice.objects.exclude(recording=None).values("recording"))


def all_words() -> list[tuple[Purpose, list[Standing]]]:
    """Every purpose with each of its readers; two queries, however many."""
    newest: dict[tuple[str, str], dict[str, Notice]] = {}
    for each in Notice.objects.order_by("version"):
        newest.setdefault((each.purpose, each.audience), {})[each.language] = each
    waiting = {(each.purpose, each.audience): each for each in drafts().filter(state__in=OPEN_DRAFTS)}

    def standing(purpose, audience):
        key = (purpose.value, audience.value)
        texts = sorted(newest.get(key, {}).values(), key=lambda each: each.language, reverse=True)
        return Standing(purpose, audience, texts, waiting.get(key))

    return [(purpose, [standing(purpose, audience) for audience in Audience]) for purpose in Purpose]


def asked_anew(purpose, audience, *, at: datetime) -> int:
    """How many standing yeses to older words a change of weight would stop. A count for `figures`, never for a page as
    it is; yeses that a birthday has stopped are counted too, so it is rather too many."""
    standing = Q(renew_by=None) | Q(renew_by__gt=at)
    going_on = Q(asked_until=None) | Q(asked_until__gt=at)
    mine = last_events().filter(purpose=purpose, notice__audience=audience, state__in=YESES, expires_at__gt=at)
    return with_facts(mine).filter(standing, going_on).count()
