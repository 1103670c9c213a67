"""Second factors given by the house: demo, seed and tests."""

from datetime import datetime

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction

from portal.accounts.models import User
from portal.audit import log


@transaction.atomic
def enrol_totp(user: User, secret: str, *, at: datetime | None = None) -> Authenticator:
    """Gives `user` an authenticator with a known secret (base32), in place of an older one."""
    Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).delete()
    made = TOTP.activate(user, secret).instance
    log.write("factor.enrolled", by=None, subject=f"person:{user.pk}", at=at, type="totp")
    return made
