"""Pressing pictures one after the other: each press is a button of one form, so that it works without script."""

from portal.accounts.actions.proofs import PICTURES
from portal.accounts.kinds import Avatar


def chosen(request) -> list[str]:
    """What has been pressed so far: the hidden field, then the button; anything unknown is dropped."""
    pressed = [*request.POST.get("so_far", "").split(), *request.POST.getlist("picture")]
    return [each for each in pressed if each in Avatar.values][:PICTURES]


def grid():
    """The sixteen pictures, always in the same places: places are remembered too."""
    return [{"name": value, "label": label} for value, label in Avatar.choices]
