"""The demo mailbox: keeps what would have been sent, for /dev/mail/."""

from django.core.mail.backends.locmem import EmailBackend


class DemoMailbox(EmailBackend):
    pass
