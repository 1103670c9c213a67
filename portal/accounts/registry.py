"""Checks of chosen names that other parts hand over at start-up, and what one GET remembers of rights."""

from collections.abc import Callable

from portal.rows.memory import Memory

# Each answers whether the name must not be used (a phone number, a real name, an insult …).
name_checks: list[Callable[[str], bool]] = []

rights = Memory("rights_memory")  # (what, person) → (when it was read, its rows)
