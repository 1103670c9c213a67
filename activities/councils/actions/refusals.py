"""Why something with a council cannot be done."""

from portal.ui.refusals import Refusal


class NotYours(Refusal):
    """It is for others to do."""


class NotReady(Refusal):
    """It is not the time for it, or something is missing."""


class NotLikeThis(Refusal):
    """Words that others would read hold something that belongs to nobody here."""
