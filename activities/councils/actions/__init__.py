"""What can be done in councils."""

from activities.councils.actions.councils import (
    answer_named,
    end_overdue,
    erase_words,
    hand_over,
    make,
    name_holder,
    read_handover,
    step_down,
    take_over,
)
from activities.councils.actions.counting import count, count_paper, draw, erase_paper_counts, hand_out_papers
from activities.councils.actions.elections import (
    begin,
    call_off_uncounted,
    cancel,
    open_vote,
    propose,
    read_words,
    stand,
    vote,
    withdraw,
)
from activities.councils.actions.minutes import publish_minutes, send_minutes_back, write_minutes
from activities.councils.actions.money import note_money, take_back_money
from activities.councils.actions.refusals import NotLikeThis, NotReady, NotYours
from activities.councils.actions.rules import agree_to_rules, read_rules, write_rules
from activities.councils.actions.topics import (
    begin_round,
    close_round,
    close_topic,
    lay_dots,
    propose_topic,
    read_topic,
)

__all__ = [
    "NotLikeThis",
    "NotReady",
    "NotYours",
    "agree_to_rules",
    "answer_named",
    "begin",
    "begin_round",
    "call_off_uncounted",
    "cancel",
    "close_round",
    "close_topic",
    "count",
    "count_paper",
    "draw",
    "end_overdue",
    "erase_paper_counts",
    "erase_words",
    "hand_out_papers",
    "hand_over",
    "lay_dots",
    "make",
    "name_holder",
    "note_money",
    "open_vote",
    "propose",
    "propose_topic",
    "publish_minutes",
    "read_handover",
    "read_rules",
    "read_topic",
    "read_words",
    "send_minutes_back",
    "stand",
    "step_down",
    "take_back_money",
    "take_over",
    "vote",
    "withdraw",
    "write_minutes",
    "write_rules",
]
