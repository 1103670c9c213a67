"""Going out and coming back (MOD-23, MOD-24).

A voice's row is locked before anything is asked. Whoever takes a consent back locks it too, so of a release and a
withdrawal at the same moment one comes second and sees the other.
"""

from datetime import datetime

from django.db import transaction

from moderation import actions as judging
from moderation import queries as judged
from portal.audit import log
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.files.pictures import is_bare
from portal.text.index import entry
from voices import policy
from voices.actions.refusals import NotReady, NotYours
from voices.actions.writing import held
from voices.kinds import Cause
from voices.models import Release, Revision, SearchDoc, Voice, Withdrawal
from voices.queries import nothing_new, shown_state


@transaction.atomic
def release(*, by, voice: Voice, at: datetime) -> Release | None:
    """Puts the wanted revision out if, at this moment, everything it needs is there; otherwise nothing happens."""
    voice = held(voice)
    if voice.showing:
        return voice.releases.filter(withdrawal=None).first()
    revision = voice.wanted
    if revision is None or voice.case is None:
        return None
    lacking = policy.missing(_facts(voice, revision, at))
    if lacking:
        log.write("voice.not_released", by=by, subject=voice.subject, at=at, lacking=lacking)
        return None
    made = Release.objects.create(voice=voice, revision=revision, at=at, by=by)
    voice.showing, voice.released_at = True, at
    voice.save(update_fields=["showing", "released_at"])
    SearchDoc.objects.create(voice=voice, words=entry(" ".join(revision.texts().values())), at=at)
    log.write("voice.released", by=by, subject=voice.subject, at=at, revision=str(revision.pk), release=str(made.pk))
    return made


@transaction.atomic
def take_back(*, by, voice: Voice, at: datetime) -> Voice:
    """The child takes it back: at once, everywhere, without a reason. It returns only by sending it again."""
    voice = held(voice)
    if not policy.may_take_back(by, voice):
        raise NotYours
    if voice.taken_back_at or voice.case is None:
        return voice
    end_release(voice, by=by, cause=Cause.CHILD, at=at)
    voice.wanted, voice.wanted_out_at, voice.taken_back_at = None, None, at
    voice.save()
    judging.withdraw(by=by, case=voice.case, at=at)
    log.write("voice.taken_back", by=by, subject=voice.subject, at=at)
    return voice


@transaction.atomic
def nod(*, by, voice: Voice, revision: Revision, at: datetime) -> Voice:
    """The child's yes to exactly this revision: one an adult changed, or one that had been put away."""
    voice = held(voice)
    if not policy.may_nod(by, voice, shown_state(voice, at)):
        raise NotYours
    if revision.voice_id != voice.pk or not judged.approved(voice.case, revision.pk):
        raise NotReady(_changed())
    voice.wanted, voice.wanted_out_at = revision, at
    voice.save(update_fields=["wanted", "wanted_out_at"])
    log.write("voice.nodded", by=by, subject=voice.subject, at=at, revision=str(revision.pk))
    release(by=by, voice=voice, at=at)
    return voice


@transaction.atomic
def put_away(*, by, voice: Voice, cause: str, at: datetime) -> Voice:
    """What it needs is gone: it is no longer shown, and does not come back by itself."""
    voice = held(voice)
    if end_release(voice, by=by, cause=cause, at=at):
        voice.wanted = voice.wanted_out_at = None
        voice.save()
        log.write("voice.put_away", by=by, subject=voice.subject, at=at, cause=str(cause))
    return voice


def end_release(voice: Voice, *, by, cause: str, at: datetime) -> bool:
    """Ends what stands and takes it out of the index; the caller holds the row and saves it."""
    standing = Release.objects.filter(voice=voice, withdrawal=None).first()
    SearchDoc.objects.filter(voice=voice).delete()
    voice.showing = False
    if standing is None:
        return False
    Withdrawal.objects.create(release=standing, at=at, by=by, cause=cause)
    return True


def _facts(voice: Voice, revision: Revision, at: datetime) -> policy.Facts:
    child = voice.author_id
    return policy.Facts(
        wanted=voice.wanted_out_at is not None,
        approved=judged.approved(voice.case, revision.pk) and revision.fingerprint() == voice.case.digest,
        may_publish=consent.may(child, Purpose.PUBLISH, at=at),
        has_picture=revision.picture_id is not None,
        may_show_picture=revision.picture_id is None or consent.may(child, Purpose.PICTURE_BY_CHILD, at=at),
        clean=_second_look(voice, revision),
    )


def _second_look(voice: Voice, revision: Revision) -> bool:
    """By today's rules, whatever they were when it was approved (PII-12)."""
    if not nothing_new(revision, judged.findings(voice.case)):
        return False
    return revision.picture is None or _picture_is_bare(revision.picture)


def _picture_is_bare(picture) -> bool:
    for file in (picture.large, picture.small):
        with file.open("rb") as opened:
            if not is_bare(opened.read()):
                return False
    return True


def _changed():
    from django.utils.translation import gettext as _

    return _("This is not the last version any more. Please read it again.")
