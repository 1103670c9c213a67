"""A child's phones: coming in on one, and taking one away."""

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from portal.accounts.models import Device, User
from portal.accounts.signals import access_ended
from portal.audit import log


@transaction.atomic
def come_in_on(*, by: User, device: Device, session_key: str, at: datetime) -> None:
    """Ties the session to the phone, so that it ends with it; an older one on the same phone ends now.

    The day is kept and no more, and nothing on record: when a child comes and goes is nobody's history.
    """
    if device.child_id != by.pk:
        raise ValueError("a phone lets in its own child")
    old = Device.objects.select_for_update().get(pk=device.pk).session_key
    if old and old != session_key:
        Session.objects.filter(session_key=old).delete()
    day = timezone.localdate(at)
    Device.objects.filter(pk=device.pk).update(session_key=session_key, last_used_on=day)


@transaction.atomic
def forget_device(*, by: User | None, device: Device, at: datetime) -> None:
    """This phone shows the child's tile no longer, and whoever is in on it is out at once; other phones stay."""
    found = Device.objects.select_for_update().filter(pk=device.pk, ended_at=None).first()
    if found is None:
        return
    Session.objects.filter(session_key=found.session_key).delete()
    Device.objects.filter(pk=found.pk).update(ended_at=at, session_key="")
    log.write("device.forgotten", by=by, subject=f"person:{device.child_id}", at=at)
    access_ended.send(Device, person=device.child_id, at=at)
