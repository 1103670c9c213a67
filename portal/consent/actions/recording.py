"""Words read aloud: whoever wrote them adds a recording of exactly these words, or takes it away again (CON-3)."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.consent import policy
from portal.consent.actions.drafting import forget, held, move, record
from portal.consent.actions.guardianship import NotForYou
from portal.consent.models import Draft, Recording
from portal.consent.states import DraftState
from portal.files import recordings
from portal.files.uploads import Refused, gone_if_undone
from portal.ui.refusals import Refusal


class NotHeard(Refusal):
    """What was sent is no recording that can be kept."""

    because = {
        "empty": _("The file is empty."),
        "too_big": _("The file is larger than 20 MB. Please save it smaller, for example as MP3."),
        "not_a_recording": _("This is no recording that can be read. MP3, M4A, AAC, Ogg and WAV are."),
        "too_long": _("The recording is longer than ten minutes."),
        "not_here": _("Recordings cannot be taken in here: ffmpeg is not installed on this machine."),
    }


def record_words(*, by, draft: Draft, language: str, upload, seen: int, at: datetime) -> Recording:
    """Keeps a recording of the words as they stand in one language; an older one of them goes.

    It is rebuilt before anything is locked: that takes seconds. Raises NotForYou, NotHeard, Stale.
    """
    _may(by, draft, at)
    try:
        made = recordings.rebuild(upload)
    except Refused as no:
        raise NotHeard(NotHeard.because[no.code]) from None
    with gone_if_undone() as keep, transaction.atomic():
        draft = held(draft, seen)
        _may(by, draft, at)
        words = next((each for each in draft.words if each.language == language and each.text.strip()), None)
        if words is None:
            raise NotHeard(_("There are no words yet that could be read aloud."))
        forget(draft, but={each.language: each.of_words for each in draft.recordings.exclude(language=language)})
        kept = {"of_words": words.sha256, "digest": made.digest, "seconds": made.seconds, "made_at": at}
        new = Recording(draft=draft, language=language, **kept)
        keep(new.file, made.data)
        new.save(force_insert=True)
        move(draft, DraftState.DRAFT, revision=draft.revision + 1)
        record("draft.recorded", by, draft, at)
    return new


@transaction.atomic
def drop_recording(*, by, draft: Draft, language: str, seen: int, at: datetime) -> Draft:
    """Takes a recording away again. Raises NotForYou, Stale."""
    draft = held(draft, seen)
    _may(by, draft, at)
    forget(draft, but={each.language: each.of_words for each in draft.recordings.exclude(language=language)})
    move(draft, DraftState.DRAFT, revision=draft.revision + 1)
    record("draft.recording_dropped", by, draft, at)
    return draft


def _may(by, draft: Draft, at: datetime) -> None:
    if not policy.may_write(by, draft, held=people.roles(by, at=at)):
        raise NotForYou(_("Only who writes these words has them read aloud."))
