"""What may be asked about councils."""

from activities.councils.queries.councils import (
    asked_of,
    belongs,
    councils_of,
    electorate,
    holders,
    holds,
    own_term,
    terms_of,
    to_take,
)
from activities.councils.queries.elections import (
    Mine,
    drawn,
    elected,
    election,
    elections_of,
    may_be_proposed,
    mine,
    roll_on_paper,
    running,
    standing,
    unread,
)

__all__ = [
    "Mine",
    "asked_of",
    "belongs",
    "councils_of",
    "drawn",
    "elected",
    "election",
    "elections_of",
    "electorate",
    "holders",
    "holds",
    "may_be_proposed",
    "mine",
    "own_term",
    "roll_on_paper",
    "running",
    "standing",
    "terms_of",
    "to_take",
    "unread",
]
