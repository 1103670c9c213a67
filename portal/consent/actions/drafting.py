"""Words on their way: one person writes, a second one puts them in force; nobody does both (CON-3, CON-16)."""

from collections.abc import Mapping
from datetime import date, datetime, time
from functools import partial

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.audit import log
from portal.consent import policy, queries
from portal.consent.actions.guardianship import NotForYou
from portal.consent.actions.words import NotWhole, put_in_force
from portal.consent.content.wording import CHINESE, ENGLISH, findings, tidy
from portal.consent.kinds import Audience
from portal.consent.models import Draft, Notice
from portal.consent.purposes import Purpose
from portal.consent.states import NEXT_DRAFT, DraftState
from portal.notices.actions import tell
from portal.ui.refusals import Refusal


class Stale(Refusal):
    """What was on the page is not how it stands any more."""


@transaction.atomic
def write_draft(
    *,
    by,
    purpose,
    audience,
    texts: Mapping[str, str],
    summary: str = "",
    renew_on: date | None = None,
    base: int,
    seen: int = 0,
    at: datetime,
) -> Draft:
    """Begins the next words, or keeps what its author changed; unfinished words are kept too.

    `base` is the version in force on the writer's page and `seen` the revision of the draft there, 0 for none: an old
    tab writes over nothing. With `renew_on` the change matters. A recording of other words is taken away.
    Raises NotForYou, Stale.
    """
    purpose, audience = Purpose(purpose), Audience(audience)
    if not policy.may_begin_draft(people.roles(by, at=at)):
        raise NotForYou(_("Editors and the data officer write these words."))
    if base != queries.last_version(purpose, audience):
        raise Stale(_("Other words have come into force since you opened this page. Please compare before you go on."))
    kept = {"text": tidy(texts[CHINESE]), "text_en": tidy(texts[ENGLISH]), "summary": summary.strip(), "base": base}
    kept |= {"material": renew_on is not None, "renew_on": renew_on}
    found = queries.open_drafts().select_for_update().filter(purpose=purpose, audience=audience).first()
    draft = _again(by, found, kept, seen, at) if found else _begin(by, purpose, audience, kept, seen, at)
    forget(draft, but={words.language: words.sha256 for words in draft.words})
    record("draft.written", by, draft, at)
    return draft


@transaction.atomic
def hand_over_draft(*, by, draft: Draft, seen: int, at: datetime) -> Draft:
    """The author has done their part. Raises NotForYou, NotWhole, Stale."""
    draft = held(draft, seen)
    if not policy.may_hand_over(by, draft, held=people.roles(by, at=at)):
        raise NotForYou(_("Only who wrote these words hands them over."))
    _whole(draft, at)
    move(draft, DraftState.READY, handed_at=at)
    record("draft.handed_over", by, draft, at)
    _tell_readers(draft, at)
    return draft


@transaction.atomic
def return_draft(*, by, draft: Draft, words: str, at: datetime) -> Draft:
    """Back to the author, with what is to be changed. Raises NotForYou, NotWhole."""
    draft = held(draft)
    _second(by, draft, at)
    if not words.strip():
        raise NotWhole(_("Please say what should be changed."))
    move(draft, DraftState.RETURNED, settled_by=by, settled_at=at, answer=words.strip())
    record("draft.returned", by, draft, at)
    tell(person=draft.author, kind="consent.words_returned", at=at)
    return draft


@transaction.atomic
def drop_draft(*, by, draft: Draft, at: datetime) -> Draft:
    """Laid aside: the author changed their mind, or has left. Raises NotForYou."""
    draft = held(draft)
    if not policy.may_drop_draft(by, draft, held=people.roles(by, at=at)):
        raise NotForYou(_("Its author or whoever publishes lays it aside."))
    move(draft, DraftState.DROPPED, settled_by=by, settled_at=at)
    forget(draft)
    record("draft.dropped", by, draft, at)
    return draft


@transaction.atomic
def publish_draft(*, by, draft: Draft, seen: int, at: datetime) -> list[Notice]:
    """Puts exactly the words in force that this second person read. Raises NotForYou, NotWhole, Stale."""
    draft = held(draft, seen)
    _second(by, draft, at)
    if draft.base != queries.last_version(draft.purpose, draft.audience):
        raise Stale(_("Other words have come into force since these were begun. Please return them to their author."))
    _whole(draft, at)
    what = {"purpose": draft.purpose, "audience": draft.audience, "texts": draft.texts}
    read = queries.recordings_for(draft)
    made = put_in_force(by=by, renew_by=midnight(draft.renew_on), recordings=read, at=at, **what)
    move(draft, DraftState.PUBLISHED, settled_by=by, settled_at=at, version=made[0].version)
    record("draft.published", by, draft, at)
    tell(person=draft.author, kind="consent.words_published", at=at)
    return made


def midnight(day: date | None) -> datetime | None:
    """The first second of a day at home, on which older yeses stop."""
    return day and datetime.combine(day, time.min, tzinfo=timezone.get_default_timezone())


def forget(draft: Draft, *, but: Mapping[str, str] | None = None) -> None:
    """Takes recordings away, but those that read exactly the words named by language and fingerprint."""
    for each in draft.recordings.all():
        if (but or {}).get(each.language) != each.of_words:
            each.delete()
            transaction.on_commit(partial(default_storage.delete, each.file.name), robust=True)


def _begin(by, purpose, audience, kept, seen, at) -> Draft:
    if seen:
        raise Stale(_("This draft has been settled meanwhile."))
    try:
        with transaction.atomic():
            return Draft.objects.create(purpose=purpose, audience=audience, author=by, begun_at=at, **kept)
    except IntegrityError as error:
        raise Stale(_("Somebody has begun to write these words in this very moment.")) from error


def _again(by, draft: Draft, kept, seen, at) -> Draft:
    if not policy.may_write(by, draft, held=people.roles(by, at=at)):
        raise NotForYou(_("Somebody else writes these words now, or they wait for a second person."))
    if seen != draft.revision:
        raise Stale(_("You kept something else in another window meanwhile. Please compare before you go on."))
    move(draft, DraftState.DRAFT, revision=draft.revision + 1, **kept)
    return draft


def held(draft: Draft, seen: int | None = None) -> Draft:
    """As it stands now, locked; not another revision than the one that was read."""
    draft = Draft.objects.select_for_update(of=("self",)).get(pk=draft.pk)
    if seen is not None and seen != draft.revision:
        raise Stale(_("These words were changed since you read them. Please read them again."))
    return draft


def _second(by, draft: Draft, at: datetime) -> None:
    """No bypass: who wrote does not publish, whatever else they may do here."""
    if not policy.may_settle(by, draft, held=people.roles(by, at=at)):
        raise NotForYou(_("The data officer or a supervisor who did not write these words decides about them."))


def _whole(draft: Draft, at: datetime) -> None:
    found = findings(draft.texts, draft.audience)
    if found:
        raise NotWhole(found[0].message)
    if not draft.summary:
        raise NotWhole(_("Please say what changes and why, for whoever publishes."))
    if draft.renew_on and draft.renew_on <= queries.day(at):
        raise NotWhole(_("The day on which older answers stop has passed."))
    in_force = {each.language: each.text for each in queries.version(draft.purpose, draft.audience, draft.base)}
    if in_force == draft.texts and not draft.recordings.exists():
        raise NotWhole(_("Nothing differs from the words in force."))


def move(draft: Draft, state: DraftState, **fields) -> None:
    """Raises NotForYou for a move that is none."""
    if state not in NEXT_DRAFT[DraftState(draft.state)]:
        raise NotForYou(_("These words are past that."))
    for name, value in ({"state": state} | fields).items():
        setattr(draft, name, value)
    draft.save(update_fields=["state", *fields])


def _tell_readers(draft: Draft, at: datetime) -> None:
    """Words nobody is told of lie for weeks, and families go on reading the old ones."""
    readers = {person for role in sorted(policy.PUBLISHERS) for person in people.staff_with(role, at=at)}
    for person in sorted(readers, key=lambda each: each.pk):
        if person.pk != draft.author_id:
            tell(person=person, kind="consent.words_wait", at=at)


def record(act: str, by, draft: Draft, at: datetime) -> None:
    detail = {"purpose": str(draft.purpose), "audience": str(draft.audience), "revision": draft.revision}
    detail |= {"author": str(draft.author_id), "sha256": {words.language: words.sha256 for words in draft.words}}
    detail |= {"recordings": {each.language: each.digest for each in draft.recordings.all()}}
    log.write(act, by=by, subject=f"draft:{draft.pk}", at=at, **detail)
