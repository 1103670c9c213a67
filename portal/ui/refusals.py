"""How an action says no, in words that may be shown to a child, and how a page tries one."""

from django.contrib import messages
from django.utils import timezone


class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """`message` is a translated sentence for the person who asked; it blames nobody and tells nothing of others."""

    def __init__(self, message):
        super().__init__(message)
        self.message = message


def tried(request, action, form=None, /, **facts):
    """Runs one action, now and as who asks. Returns what it made, or True where it returns nothing; None when it
    refused, which is then shown on the form, or on the next page where there is none."""
    try:
        return action(by=request.user, at=timezone.now(), **facts) or True
    except Refusal as refusal:
        if form is None:
            messages.warning(request, refusal.message)
        else:
            form.add_error(None, refusal.message)
        return None
