"""How an action says no: in words that may be shown to a child."""


class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """`message` is a translated sentence for the person who asked; it blames nobody and tells nothing of others."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message
