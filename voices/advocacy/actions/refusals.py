"""How advocacy says no."""

from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import Refusal


class NotYours(Refusal):
    """Another office's, or a step that somebody else has to take."""

    def __init__(self):
        super().__init__(_("Somebody else has to do this."))


class NotPermitted(Refusal):
    """The words may not be used here; whose no it is, is not said."""

    def __init__(self):
        super().__init__(_("Some of these words may not be used here, or not any more."))


class NotReady(Refusal):
    """Something is missing."""
