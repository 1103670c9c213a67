"""Who may see a picture, at this moment (SEC-26)."""

from datetime import datetime
from uuid import UUID

from moderation import policy as judging
from voices.models import Picture, Revision
from voices.queries.public import public


def picture_for(person, pk: UUID, *, at: datetime, second_factor: bool = False) -> Picture | None:
    """Its author always; everybody while the voice with it is public; once it was sent, those who judge its case.

    A judge must have shown a second factor: this address is open to all, so its door does not ask for one (SEC-4).
    """
    found = Picture.objects.select_related("voice__case", "voice__author").filter(pk=pk).first()
    if found is None:
        return None
    voice = found.voice
    if person.is_authenticated and person.pk == voice.author_id:
        return found
    shown = public([voice], at=at) if voice.showing else []
    if shown and shown[0].shown.picture_id == found.pk:
        return found
    sent = voice.case is not None and Revision.objects.filter(voice=voice, picture=found).exists()
    if sent and second_factor and judging.may_judge(person, voice.case, at=at):
        return found
    return None
