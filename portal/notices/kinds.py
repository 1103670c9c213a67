"""Hours in which nothing leaves: nobody's night is disturbed, nobody wonders who writes to a family at midnight."""

from datetime import time, timedelta
from enum import StrEnum

QUIET_FROM = time(21, 0)
QUIET_UNTIL = time(8, 0)
EVERYTHING = ""  # a block about everything
GIVEN_UP = timedelta(days=3)  # a message that is so old and has not left is not tried any more
REFUSED_WAITS = timedelta(hours=1)  # who knocks each minute at a door that said no is soon heard nowhere
SETTLES = timedelta(minutes=1)  # by then it is known whether one that was taken has left (sms.aliyun.SECONDS)
ONE_IN = timedelta(days=1)  # a second short message says nothing that the first, still unread, has not said


class Way(StrEnum):
    """How somebody hears that a message waits."""

    MAIL = "mail"
    PHONE = "phone"
