"""Where allauth asks us about second factors."""

import base64

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.utils import is_mfa_enabled

from portal.accounts.content import refusals
from portal.accounts.kinds import Kind
from portal.privacy import vault


class MFAAdapter(DefaultMFAAdapter):
    """Second factors: their secrets are sealed with the vault's keys."""

    error_messages = DefaultMFAAdapter.error_messages | refusals.OF_FACTORS

    def encrypt(self, text):
        sealed, key_id = vault.seal(text.encode(), bound_to="factor")
        return f"{key_id}:{base64.b64encode(sealed).decode()}"

    def decrypt(self, encrypted_text):
        key_id, _colon, sealed = encrypted_text.partition(":")
        return vault.unseal(base64.b64decode(sealed), key_id=key_id, bound_to="factor").decode()

    def get_totp_label(self, user):
        return user.username


class FactorStage(AuthenticateStage):
    """A passkey of a guardian is one more way in and never a lock: where no script runs, the code still opens.

    Who works here shows the factor; a guardian who set up an app on purpose is asked for it too.
    """

    def _should_handle(self, request):
        user = self.login.user
        if user and user.kind == Kind.GUARDIAN and not is_mfa_enabled(user, [Authenticator.Type.TOTP]):
            return False
        return super()._should_handle(request)
