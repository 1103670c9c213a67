"""The demo mailbox: keeps what would have been sent, as files, for /dev/mail/. Embedded only."""

import uuid
from email import message_from_bytes, policy
from pathlib import Path

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.utils import timezone

KEPT = 200


def folder() -> Path:
    return settings.DATA_DIR / "mail"


class DemoMailbox(BaseEmailBackend):
    """One file a message, so that every process and the next start see the same box."""

    def send_messages(self, messages):
        folder().mkdir(parents=True, exist_ok=True)
        for message in messages:
            name = f"{timezone.now():%Y%m%dT%H%M%S%f}-{uuid.uuid4().hex[:8]}.eml"
            fresh = folder() / f".{name}"
            fresh.write_bytes(message.message().as_bytes())
            fresh.replace(folder() / name)
        for old in sorted(folder().glob("*.eml"))[:-KEPT]:
            old.unlink(missing_ok=True)
        return len(messages)


def letters(limit: int = 50) -> list:
    """The newest letters, parsed, newest first."""
    newest = sorted(folder().glob("*.eml"), reverse=True)[:limit]
    return [message_from_bytes(path.read_bytes(), policy=policy.default) for path in newest]
