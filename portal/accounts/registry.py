"""Checks of chosen names that other parts hand over at start-up."""

from collections.abc import Callable

# Each answers whether the name must not be used (a phone number, a real name, an insult …).
name_checks: list[Callable[[str], bool]] = []
