"""What goes of a child's works when a wish to erase is granted: words and pictures. Briefs see to their quotes."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from moderation import actions as judging
from moderation import queries as judged
from portal.accounts.queries.erased import erased_children
from portal.audit import log
from voices.actions.releasing import end_release
from voices.actions.writing import held
from voices.kinds import Cause
from voices.models import Draft, Picture, Release, Revision, Voice, Withdrawal


@transaction.atomic
def erase_voices(*, by, person: UUID, at: datetime) -> None:
    """Every word and picture of the child; that there was something, and what was done with it, stays on record.

    What a safeguarding lead is looking at stays behind their door until they have taken care of it, shown to nobody
    else: a child's safety is a reason in law to keep it so long. `erase_rest` comes for it then.
    """
    for found in Voice.objects.filter(author=person).order_by("pk"):
        voice = held(found)
        end_release(voice, by=by, cause=Cause.CHILD, at=at)
        voice.wanted = voice.wanted_out_at = None
        voice.taken_back_at = voice.taken_back_at or at
        voice.save()
        _let_go(voice, by, at)


@transaction.atomic
def erase_rest(*, at: datetime) -> None:
    """What had to stay when its author's data was erased, as soon as nobody needs it any more."""
    left = Voice.objects.filter(Exists(Revision.objects.filter(voice=OuterRef("pk"))), author__in=erased_children())
    for found in left.order_by("pk"):
        _let_go(held(found), None, at)


def _let_go(voice: Voice, by, at: datetime) -> None:
    if voice.case and judged.is_with_lead(voice.case):
        return
    _erase_words(voice, at)
    log.write("voice.erased", by=by, subject=voice.subject, at=at)


def _erase_words(voice: Voice, at: datetime) -> None:
    if voice.case and judged.is_open(voice.case):
        judging.withdraw(by=voice.author, case=voice.case, at=at)
    Withdrawal.objects.filter(release__voice=voice).delete()
    Release.objects.filter(voice=voice).delete()
    Draft.objects.filter(voice=voice).delete()
    Revision.objects.filter(voice=voice).delete()
    for picture in Picture.objects.filter(voice=voice):
        for file in (picture.large, picture.small):
            transaction.on_commit(lambda file=file: file.storage.delete(file.name), robust=True)
        picture.delete()
