"""Sessions as Django keeps them in the database, and sealed: what waits in one is nobody's to read there.

A code that was sent, the number it went to and a form half filled in lie in a session until they are used. Who reads
the table, or a copy of it, finds none of them, and no sealed row opens as another's. A row of a key that was taken out
of use opens as an empty session: that person comes in again.
"""

import base64

from cryptography.exceptions import InvalidTag
from django.contrib.sessions.backends.db import SessionStore as Plain

from portal.privacy import vault


class SessionStore(Plain):
    def encode(self, session_dict):
        sealed, key_id = vault.seal(super().encode(session_dict).encode(), bound_to=self._whose)
        return f"{key_id}:{base64.b64encode(sealed).decode()}"

    def decode(self, session_data):
        key_id, _colon, sealed = session_data.partition(":")
        try:
            plain = vault.unseal(base64.b64decode(sealed, validate=True), key_id=key_id, bound_to=self._whose)
        except (KeyError, InvalidTag, ValueError):
            return {}
        return super().decode(plain.decode())

    @property
    def _whose(self) -> str:
        return f"session:{self.session_key}"
