"""Writing: beginning something, keeping what is typed, adding a picture. Nobody else reads any of it."""

from datetime import datetime, timedelta
from uuid import UUID, uuid5

from django.db import transaction

from activities.models import Activity
from portal.audit import log
from portal.files import pictures
from portal.files.uploads import Refused, gone_if_undone
from portal.text.plain import plain
from voices import policy
from voices.actions.refusals import AlreadySent, NotBeside, NotThisPicture, NotYours, TooMany
from voices.content import covered
from voices.kinds import Kind
from voices.models import Draft, Picture, Voice
from voices.queries import age_on, may_sit_beside, shown_state

PICTURES_A_DAY = 30
SMALL = 800
SAID_BEFORE = UUID("6a2d2f0e-5f0b-4a58-9c0e-0b1f8f6d7c11")  # begins the keys of voices made from words said elsewhere


@transaction.atomic
def start(*, by, kind: str, client_key: UUID, activity=None, at: datetime) -> Voice:
    """Begins a story or an opinion, of one's own or for a group in which one has a place; the same key again is the
    same one."""
    if not by.is_child or (activity and not Activity.objects.held_by(by).filter(pk=activity.pk).exists()):
        raise NotYours
    voice, made = Voice.objects.get_or_create(
        author=by, client_key=client_key, defaults={"kind": Kind(kind), "begun_at": at, "activity": activity}
    )
    if made:
        log.write("voice.begun", by=by, subject=voice.subject, at=at, kind=str(voice.kind))
    return voice


@transaction.atomic
def begin_with(*, by, source: str, said, at: datetime) -> Voice:
    """An opinion begun with words its author said in a group (`activities.registry.Said`); the same words again lead
    to the same one, however far it has come. Raises NotYours."""
    key = uuid5(SAID_BEFORE, f"{by.pk}:{source}")
    before = Voice.objects.filter(author=by, client_key=key).first()
    if before:
        return before
    voice = start(by=by, kind=Kind.OPINION, client_key=key, activity=said.activity, at=at)
    write(by=by, voice=voice, title="", body=said.words, at=at)
    return voice


def write(
    *, by, voice: Voice, title: str, body: str, alt: str = "", no_faces: bool = False, gender: str = "",
    upload=None, at: datetime,
) -> Draft:  # fmt: skip
    """Keeps what is in the boxes, as it is; nothing is judged here and nothing is lost."""
    words = {"title": plain(title, lines=False)[:400], "body": plain(body), "alt": plain(alt, lines=False)[:1200]}
    with gone_if_undone() as keep, transaction.atomic():
        voice = held(voice)
        may_write(by, voice, at)
        draft, new = Draft.objects.get_or_create(voice=voice, defaults={"saved_at": at})
        draft.title, draft.body, draft.alt = words["title"], words["body"], words["alt"]
        draft.no_faces, draft.gender, draft.saved_at = no_faces, gender, at
        if upload is not None:
            draft.picture = add_picture(voice, upload, keep, at)
        elif draft.picture_id is None:
            draft.picture = _last_picture(voice) if new else None
        draft.save()
        log.write("voice.written", by=by, subject=voice.subject, at=at, picture=draft.picture_id is not None)
    return draft


@transaction.atomic
def name_helper(*, by, voice: Voice, helper, at: datetime) -> Voice:
    """Says which grown-up sits beside a child under eight and writes with them (decisions: Ages).

    Named, not confirmed. They share one phone, on which the grown-up has no account open; a box to tick could be
    ticked by whoever holds it and would only look like proof. So this is what the two of them say, on record as that.
    It gives the grown-up nothing: no page to read these words on, no say in them. It takes one thing away: whoever
    was named for any revision never judges it (`moderation.policy.is_party`).
    """
    voice = held(voice)
    may_write(by, voice, at)
    if not may_sit_beside(helper, voice.author, at=at):
        raise NotBeside
    voice.helper = helper
    voice.save(update_fields=["helper"])
    log.write("voice.helper_named", by=by, subject=voice.subject, at=at, helper=str(helper.pk))
    return voice


@transaction.atomic
def clear_picture(*, by, voice: Voice, at: datetime) -> Draft:
    """Takes the picture out of the draft again."""
    voice = held(voice)
    may_write(by, voice, at)
    draft, _made = Draft.objects.get_or_create(voice=voice, defaults={"saved_at": at})
    draft.picture, draft.alt, draft.no_faces, draft.saved_at = None, "", False, at
    draft.save()
    log.write("voice.picture_out", by=by, subject=voice.subject, at=at)
    return draft


@transaction.atomic
def cover(*, by, voice: Voice, at: datetime) -> Draft:
    """Puts 〔学校〕 and its like over what identifies somebody, everywhere in the draft."""
    voice = held(voice)
    may_write(by, voice, at)
    draft = Draft.objects.get(voice=voice)
    words = {"title": draft.title, "body": draft.body, "alt": draft.alt}
    words = covered(words, age=age_on(by, at))
    draft.title, draft.body, draft.alt, draft.saved_at = words["title"], words["body"], words["alt"], at
    draft.save()
    log.write("voice.covered", by=by, subject=voice.subject, at=at)
    return draft


def held(voice: Voice) -> Voice:
    """One hand at a time on one voice."""
    return Voice.objects.select_for_update(of=("self",)).select_related("author", "case").get(pk=voice.pk)


def may_write(by, voice: Voice, at: datetime) -> None:
    if by.pk != voice.author_id:
        raise NotYours
    if not policy.may_write(by, voice, shown_state(voice, at)):
        raise AlreadySent


def _last_picture(voice: Voice) -> Picture | None:
    """Writing on after a change was asked for begins with the picture that was sent."""
    last = voice.revisions.order_by("number").last()
    return last.picture if last else None


def add_picture(voice: Voice, upload, keep, at: datetime) -> Picture:
    """Rebuilt without what the camera wrote into it; `keep` is that of `gone_if_undone`. Raises TooMany and
    NotThisPicture."""
    today = Picture.objects.filter(voice__author=voice.author_id, made_at__gt=at - timedelta(days=1))
    if today.count() >= PICTURES_A_DAY:
        raise TooMany
    try:
        made = pictures.rebuild(upload)
    except Refused as refused:
        raise NotThisPicture(refused.code) from None
    picture = Picture(voice=voice, width=made.width, height=made.height, digest=made.digest, made_at=at)
    keep(picture.large, made.data)
    keep(picture.small, pictures.rendition(made.data, SMALL))
    picture.save()
    return picture
