"""Reading voices: what is public at a moment, what is found, how a thing stands for its author."""

from voices.queries.public import is_public, latest_public, public, search
from voices.queries.standing import Standing, mine, shown_state, standings

__all__ = ["Standing", "is_public", "latest_public", "mine", "public", "search", "shown_state", "standings"]
