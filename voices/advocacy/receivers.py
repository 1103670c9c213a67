"""News from below: a permission ended, a voice came off the wall."""

from django.db.models.signals import post_save
from django.dispatch import receiver

from portal.consent.purposes import Purpose
from portal.consent.signals import consent_withdrawn
from voices.advocacy import actions
from voices.advocacy.models import Quote
from voices.models import Withdrawal

OURS = (Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD, Purpose.ADVOCACY)


@receiver(consent_withdrawn, dispatch_uid="advocacy.consent_withdrawn")
def when_consent_ends(sender, child, purpose, at, **news):
    if purpose in OURS:
        actions.mark(quotes=_quotes().filter(voice__author=child), at=at)


@receiver(post_save, sender=Withdrawal, dispatch_uid="advocacy.voice_withdrawn")
def when_a_voice_comes_back(sender, instance, created, **news):
    if created:
        actions.mark(quotes=_quotes().filter(voice=instance.release.voice_id), at=instance.at)


def _quotes():
    return Quote.objects.select_related("voice__author", "brief__campaign")
