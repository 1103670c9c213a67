"""How judging says no."""

from django.utils.translation import gettext_lazy as _

from portal.ui.refusals import Refusal


class StaleRevision(Refusal):
    """The words changed while they were being read; views answer 409."""

    def __init__(self):
        super().__init__(_("These words changed in the meantime. Please read the new ones first."))


class NotClaimed(Refusal):
    def __init__(self):
        super().__init__(_("Take this case first, then decide. A case that was taken long ago is free again."))


class AlreadyClaimed(Refusal):
    def __init__(self):
        super().__init__(_("Somebody else is looking at this case right now."))


class NotYours(Refusal):
    def __init__(self):
        super().__init__(_("Someone else has to decide this one."))


class WrongMove(Refusal):
    def __init__(self):
        super().__init__(_("This cannot be done any more. Please look at the case again."))


class NoWords(Refusal):
    def __init__(self):
        super().__init__(_("Please say why, in words."))
