"""Pure functions from a text to findings; they may hold or route, never reject (MOD-8)."""

from moderation.screening.finding import Context, Finding
from moderation.screening.screen import screen

__all__ = ["Context", "Finding", "screen"]
