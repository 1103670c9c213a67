"""How the desk says no."""

from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import Refusal


class NotYours(Refusal):
    """The session belongs to other colleagues, or the person's papers are not in date."""


class NotThatDay(Refusal):
    """The line does not belong to that day or that child."""


class WrittenMeanwhile(Refusal):
    """Somebody else wrote since the page was opened; what they wrote stands until both are read."""

    def __init__(self):
        super().__init__(_("Somebody wrote in it meanwhile. Both texts are on this page: put together what counts."))


class AlreadySaid(Refusal):
    """Another line came under the same key."""
