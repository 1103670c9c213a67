"""The one call: which way a message takes says the setting SMS_URL (`portal.settings.environment.short_messages`)."""

import logging
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings

from portal.sms import aliyun, mailbox

logger = logging.getLogger(__name__)
DEMO, ALIYUN, OFF = "demo", "aliyun", "off"
NO_ANSWER = aliyun.NO_ANSWER


class Kind(StrEnum):
    """What is said. Carriers want each text approved beforehand, so there are few."""

    CODE = "code"
    UNKNOWN = "unknown"
    EXISTS = "exists"
    CHANGED = "changed"
    ASKED = "asked"  # `code`: the end of the address of a link
    NEWS = "news"  # that a message waits behind the sign-in, and nothing of it


@dataclass(frozen=True)
class Short:
    """One message to `to` (`+8613800000000`). Neither number nor words nor code are ever printed."""

    to: str = field(repr=False)
    kind: Kind
    text: str = field(repr=False)
    code: str = field(default="", repr=False)


class NotSent(Exception):  # noqa: N818 (news, not a fault of ours)
    """Says the carrier's own code of what went wrong, and nothing of whom or what."""

    @property
    def may_go_later(self) -> bool:
        """Whether the way failed and not the message: the carrier did not answer, or has a fault of its own."""
        return str(self).startswith(("no-answer", "unreadable-answer", "isp."))


def is_on() -> bool:
    """Whether numbers can be a way in here at all."""
    return settings.SMS["way"] != OFF


def send(short: Short) -> None:
    """Sends, within a few seconds. Raises NotSent."""
    found = settings.SMS
    if found["way"] == DEMO:
        mailbox.deliver(to=short.to, kind=short.kind, text=short.text)
    elif found["way"] == ALIYUN:
        said = aliyun.Carrier(**found["carrier"]).send(to=short.to, kind=short.kind, code=short.code)
        if said != "OK":
            raise NotSent(said)
    else:
        raise NotSent("off")


def carry(short: Short) -> None:
    """As `send`, off the page: raises NotSent where another try may help, else says in the log that it did not go."""
    try:
        send(short)
    except NotSent as why:
        if why.may_go_later:
            raise
        logger.error("a short message was not sent: %s", why)
