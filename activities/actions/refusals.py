"""Why something with an activity cannot be done."""

from portal.ui.refusals import Refusal


class CannotJoin(Refusal):
    """A reason that is about the activity, never about the child."""


class NotYours(Refusal):
    """The activity belongs to other colleagues."""


class NamesSomebody(Refusal):
    """A child is named in what all families read (PRI-4)."""


class NotReady(Refusal):
    """Something that protects children is still missing."""
