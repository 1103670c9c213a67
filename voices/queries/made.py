"""What a child made in one of its groups, and what of that group everybody may see."""

from dataclasses import dataclass
from datetime import datetime

from voices.models import Voice
from voices.queries.public import public
from voices.queries.standing import Standing, standings

SHOWN = 24


@dataclass(frozen=True)
class Made:
    own: list[Standing]  # newest first
    others: list[Voice]  # each with its `shown` revision


def made_in(child, activity, *, at: datetime) -> Made:
    """For a member of the group; what others made only while it is public anyway. Constant in queries."""
    here = Voice.objects.made_in(activity)
    others = here.showing().exclude(author=child)[:SHOWN]
    return Made(standings(here.visible_to(child), at=at), public(others, at=at))


def counted(child, activity) -> int:
    return Voice.objects.made_in(activity).visible_to(child).count()
