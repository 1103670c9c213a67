"""The one call: which way a message takes says the setting SMS_URL (`portal.settings.environment.short_messages`)."""

import logging
from dataclasses import dataclass, field
from enum import StrEnum

from django.conf import settings

from portal.sms import aliyun, mailbox

logger = logging.getLogger(__name__)
DEMO, ALIYUN, OFF = "demo", "aliyun", "off"
NO_ANSWER = aliyun.NO_ANSWER
# What the carrier says of our account and our approved texts, whomever a message is for.
OF_THE_HOUSE = frozenset(
    f"isv.{word}"
    for word in (
        "ACCOUNT_ABNORMAL", "ACCOUNT_NOT_EXISTS", "AMOUNT_NOT_ENOUGH", "DAY_LIMIT_CONTROL", "MONTH_LIMIT_CONTROL",
        "OUT_OF_SERVICE", "PRODUCT_UN_SUBSCRIPT", "SMS_SIGNATURE_ILLEGAL", "SMS_TEMPLATE_ILLEGAL",
    )
)  # fmt: skip


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
        """Whether the way failed and not this message: the carrier did not answer, has a fault of its own, or wants
        something of the house, be it money; then every message would be refused, and waits until that is put right."""
        return str(self) in OF_THE_HOUSE or not str(self).startswith(("isv.", OFF))


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
