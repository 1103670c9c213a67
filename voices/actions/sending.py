"""Sending: what was typed becomes a revision nobody can change, and goes to people who read it first."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from moderation import actions as judging
from portal.audit import log
from portal.consent import actions as consent_actions
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.privacy.kinds import needs_helper
from voices.actions.refusals import NotReady, NotYours, TooMany
from voices.actions.releasing import end_release
from voices.actions.writing import held, may_write
from voices.kinds import Cause
from voices.models import Draft, Revision, Voice
from voices.queries import age_on, may_sit_beside

KIND = "voice"  # how moderation names our cases
SENT_A_DAY = 30
ABOUT = {
    Purpose.PUBLISH: {
        "zh-hans": "把孩子自己写的话放到「大家的话」里",
        "en": "Showing what your child wrote on the wall",
    },
    Purpose.PICTURE_BY_CHILD: {"zh-hans": "展示孩子自己画的、拍的图片", "en": "Showing pictures your child made"},
}


Read = tuple[UUID, int]  # the notice that was shown, and the number of the child's own last answer as the page knew it


@transaction.atomic
def submit(*, by, voice: Voice, read: Mapping[str, Read] | None = None, at: datetime) -> Revision:
    """Sending is the child's nod to exactly these words, and a yes to what `read` names by purpose.

    Sent twice is sent once. A page that does not know of a no said since raises a Refusal. None where no page lay open.
    """
    voice = held(voice)
    if by.pk != voice.author_id:
        raise NotYours
    draft = Draft.objects.select_related("picture").filter(voice=voice).first()
    if draft is None and voice.wanted_id:
        return voice.wanted
    may_write(by, voice, at)
    _ready(by, draft, at)
    age = age_on(by, at)
    _not_alone(voice, age, at)
    revision = _revision(by, voice, draft, age, at)
    _own_yes(by, revision, read, at)
    _judge(by, voice, revision, at)
    end_release(voice, by=by, cause=Cause.CHILD, at=at)
    voice.wanted, voice.wanted_out_at, voice.taken_back_at = revision, at, None
    voice.save()
    draft.delete()
    log.write("voice.submitted", by=by, subject=voice.subject, at=at, revision=str(revision.pk), number=revision.number)
    return revision


@transaction.atomic
def suggest(*, by, voice: Voice, texts: dict[str, str], at: datetime) -> Revision:
    """An adult puts a pseudonym for a name. It is a new revision, read anew; it goes out only with the child's nod."""
    voice = held(voice)
    last = voice.revisions.order_by("number").last()
    if last is None or by.pk == voice.author_id:
        raise NotYours
    words = {name: texts.get(name, text) for name, text in last.texts().items()}
    revision = _add(voice, words, last.picture, last.gender, by, last.age_years, last.helper, at)
    _judge(voice.author, voice, revision, at)
    end_release(voice, by=by, cause=Cause.JUDGED, at=at)
    voice.wanted = voice.wanted_out_at = None
    voice.save()
    log.write("voice.suggested", by=by, subject=voice.subject, at=at, revision=str(revision.pk), number=revision.number)
    return revision


def _ready(by, draft: Draft | None, at: datetime) -> None:
    if draft is None or not (draft.body.strip() or draft.picture_id):
        raise NotReady(_("There is nothing to send yet. Write a sentence or add a picture."))
    if draft.picture_id and not draft.no_faces:
        raise NotReady(_("Please look at the picture again: nobody's face may be in it."))
    if draft.picture_id and not draft.alt.strip():
        raise NotReady(_("Please say in a few words what is in the picture."))
    today = Revision.objects.filter(made_by=by, made_at__gt=at - timedelta(days=1))
    if today.count() >= SENT_A_DAY:
        raise TooMany


def _not_alone(voice: Voice, age: int | None, at: datetime) -> None:
    """A child under eight writes with somebody; who was named long ago may not be here any more."""
    if needs_helper(age) and not may_sit_beside(voice.helper, voice.author, at=at):
        raise NotReady(_("Please ask a grown-up to write with you, and choose who it is. Your words are kept here."))


def _revision(by, voice: Voice, draft: Draft, age: int | None, at: datetime) -> Revision:
    words = {"title": draft.title, "body": draft.body, "alt": draft.alt if draft.picture_id else ""}
    return _add(voice, words, draft.picture, draft.gender, by, age, voice.helper, at)


def _add(
    voice: Voice, words: dict[str, str], picture, gender: str, by, age_years: int | None, helper, at: datetime
) -> Revision:
    revision = Revision(
        voice=voice,
        number=voice.revisions.count() + 1,
        **words,
        picture=picture,
        gender=gender,
        age_years=age_years,
        language=voice.author.language,
        helper=helper,
        made_by=by,
        made_at=at,
    )
    revision.digest = revision.fingerprint()
    revision.save()
    return revision


def _judge(by, voice: Voice, revision: Revision, at: datetime) -> None:
    if voice.case is None:
        voice.case = judging.open_case(by=by, kind=KIND, author=voice.author, helper=voice.helper, at=at)
        voice.save(update_fields=["case"])
    voice.case = judging.submit(
        by=by,
        case=voice.case,
        revision=revision.pk,
        digest=revision.digest,
        texts=revision.texts(),
        has_media=revision.picture_id is not None,
        age_years=revision.age_years,
        at=at,
    )


def _own_yes(by, revision: Revision, read: Mapping[str, Read] | None, at: datetime) -> None:
    """The page says who will see it and for how long; sending answers that notice. The rest is asked at home."""
    purposes = [Purpose.PUBLISH, *([Purpose.PICTURE_BY_CHILD] if revision.picture_id else [])]
    for purpose in purposes:
        how = consent.standing(by.pk, purpose, at=at)
        said = how.of(by)
        if said is None or str(said.says(at)) != "yes":
            notice, seen = _read(by, purpose, read, at)
            consent_actions.answer(by=by, child=by, purpose=purpose, yes=True, notice=notice, seen=seen, at=at)
        if not consent.may(by.pk, purpose, at=at):
            consent_actions.ask(by=by, child=by, purpose=purpose, about=ABOUT[purpose], at=at)


def _read(by, purpose: Purpose, read: Mapping[str, Read] | None, at: datetime) -> tuple:
    """The words a page showed and the answer it knew of; without a page the words in force."""
    if read is None:
        return consent.notice(purpose, consent.audience_for(by, by, at=at), by.language, at=at), None
    key, seen = read.get(purpose, (None, 0))
    return consent.notice_read(key, purpose), seen
