"""News from below: a consent given or gone, a case decided. Inside the transaction that brought it."""

from django.dispatch import receiver

from moderation.signals import case_decided
from moderation.states import State
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.consent.signals import consent_given, consent_withdrawn
from voices import actions
from voices.actions.sending import KIND
from voices.kinds import Cause
from voices.models import Voice

OURS = (Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD)


@receiver(consent_withdrawn, dispatch_uid="voices.consent_withdrawn")
def when_consent_ends(sender, child, purpose, at, **news):
    """Locks all of the child's voices, also those not showing: one may be going out this second."""
    if purpose not in OURS:
        return
    rows = list(Voice.objects.select_for_update().filter(author=child).order_by("pk"))
    if not any(row.showing for row in rows) or consent.may(child, purpose, at=at):
        return
    for row in rows:
        if row.showing and (purpose == Purpose.PUBLISH or row.wanted.picture_id):
            actions.put_away(by=None, voice=row, cause=Cause.CONSENT, at=at)


@receiver(consent_given, dispatch_uid="voices.consent_given")
def when_consent_is_given(sender, child, purpose, at, **news):
    """What only waited for this goes out; what was put away waits for the child's own yes."""
    if purpose not in OURS:
        return
    waiting = Voice.objects.filter(author=child, showing=False, wanted__isnull=False, case__state=State.APPROVED)
    for row in waiting.order_by("pk"):
        actions.release(by=None, voice=row, at=at)


@receiver(case_decided, dispatch_uid="voices.case_decided")
def when_case_is_decided(sender, case, decision, **news):
    if case.kind != KIND:
        return
    voice = Voice.objects.get(case=case)
    if case.state == State.APPROVED:
        actions.release(by=decision.by, voice=voice, at=decision.at)
    elif voice.showing:
        actions.put_away(by=decision.by, voice=voice, cause=Cause.JUDGED, at=decision.at)
