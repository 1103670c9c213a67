"""Reading voices: what is public at a moment, what is found, how a thing stands for its author."""

from voices.queries.beside import Beside, beside, may_sit_beside
from voices.queries.made import Made, counted, made_in
from voices.queries.own import (
    Look,
    OwnPage,
    age_on,
    beginning,
    draft_of,
    has_draft,
    last_revision,
    own_page,
    preview,
)
from voices.queries.pictures import picture_for
from voices.queries.public import carried, is_public, latest_public, newest, public, search
from voices.queries.ready import Coming, coming, nothing_new
from voices.queries.standing import Standing, mine, shown_state, standings

__all__ = [
    "Beside",
    "Coming",
    "Look",
    "Made",
    "OwnPage",
    "Standing",
    "age_on",
    "beginning",
    "beside",
    "carried",
    "coming",
    "counted",
    "draft_of",
    "has_draft",
    "is_public",
    "last_revision",
    "latest_public",
    "made_in",
    "may_sit_beside",
    "mine",
    "newest",
    "nothing_new",
    "own_page",
    "picture_for",
    "preview",
    "public",
    "search",
    "shown_state",
    "standings",
]
