"""A drawing on paper becomes a draft of the child who made it: the child alone sees it there, sends it or leaves it."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from activities.desk import policy as desk
from activities.desk import queries as days
from activities.models import Session
from portal.accounts.models import User
from portal.audit import log
from portal.files.uploads import gone_if_undone
from portal.notices.actions import tell
from voices.actions.refusals import NotAtSession
from voices.actions.writing import add_picture
from voices.kinds import Kind
from voices.models import Draft, Voice


def lay_drawing(*, by, session: Session, child: UUID, upload, key: UUID, at: datetime) -> Voice:
    """Puts a picture among what a child of the session is writing; the same key again is the same one.

    The adult reads nothing of it afterwards and sends nothing: that is the child's own yes (CON-10). Raises
    NotAtSession, TooMany, NotThisPicture.
    """
    with gone_if_undone() as keep, transaction.atomic():
        return _laid(by, session, child, upload, key, keep, at)


def _laid(by, session: Session, child: UUID, upload, key: UUID, keep, at: datetime) -> Voice:
    author = User.objects.filter(pk=child, kind="child", is_active=True).first()
    if not desk.may_work_at(by, session, at=at) or author is None or not days.belongs(child, session, at=at):
        raise NotAtSession
    facts = {"kind": Kind.STORY, "begun_at": at, "activity": session.activity, "laid_by": by}
    voice, made = Voice.objects.get_or_create(author=author, client_key=key, defaults=facts)
    if not made:
        return voice
    Draft.objects.create(voice=voice, picture=add_picture(voice, upload, keep, at), saved_at=at)
    log.write("voice.laid", by=by, subject=voice.subject, at=at, session=str(session.pk))
    tell(person=author, kind="voices.laid", about=f"child:{author.pk}", at=at, voice=str(voice.pk))
    return voice
