"""Hours in which no e-mail leaves: nobody's night is disturbed, nobody wonders who writes to a family at midnight."""

from datetime import time, timedelta

QUIET_FROM = time(21, 0)
QUIET_UNTIL = time(8, 0)
EVERYTHING = ""  # a block about everything
GIVEN_UP = timedelta(days=3)  # an address that refused for so long gets no further try
