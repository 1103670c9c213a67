"""What happens when somebody signs in or out, or adds a second factor."""

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from allauth.usersessions.models import UserSession
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.dispatch import receiver

from portal.accounts import policy
from portal.accounts.signals import access_ended


@receiver(user_logged_in, dispatch_uid="accounts.entered")
def note_the_time(sender, request, user, **kwargs):
    """A session that cannot say when it began is over (policy.is_over)."""
    at = policy.now().timestamp()
    request.session[policy.ENTERED] = request.session[policy.SEEN] = at


@receiver(user_logged_out, dispatch_uid="accounts.left")
def close_other_doors(sender, request, user, **kwargs):
    if user is not None:
        access_ended.send(type(user), person=user.pk, at=policy.now())


@receiver(authenticator_added, dispatch_uid="accounts.enrolled")
def count_as_shown(sender, request, user, authenticator, **kwargs):
    """Who has just set up a second factor has shown it in this session; a new session key goes with it (SEC-8)."""
    if authenticator.type in {Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN}:
        before = request.session.session_key
        request.session.cycle_key()
        UserSession.objects.filter(session_key=before).update(session_key=request.session.session_key)
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type, reauthenticated=True)
