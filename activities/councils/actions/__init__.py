"""What can be done in councils."""

from activities.councils.actions.councils import (
    answer_named,
    end_overdue,
    erase_words,
    hand_over,
    make,
    name_holder,
    step_down,
    take_over,
)
from activities.councils.actions.counting import count, count_paper, draw, hand_out_paper
from activities.councils.actions.elections import (
    begin,
    cancel,
    open_vote,
    propose,
    read_words,
    stand,
    vote,
    withdraw,
)
from activities.councils.actions.refusals import NotLikeThis, NotReady, NotYours

__all__ = [
    "NotLikeThis",
    "NotReady",
    "NotYours",
    "answer_named",
    "begin",
    "cancel",
    "count",
    "count_paper",
    "draw",
    "end_overdue",
    "erase_words",
    "hand_out_paper",
    "hand_over",
    "make",
    "name_holder",
    "open_vote",
    "propose",
    "read_words",
    "stand",
    "step_down",
    "take_over",
    "vote",
    "withdraw",
]
