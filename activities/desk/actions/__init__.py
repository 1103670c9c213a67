"""What can be done at the desk."""

from activities.desk.actions.cards import Card, crisis_list, open_card
from activities.desk.actions.collecting import NotOnTheList, end_pick_up, list_pick_up, reseal_pick_up
from activities.desk.actions.days import note, put_right, take_in
from activities.desk.actions.refusals import AlreadySaid, NotThatDay, NotYours
from activities.desk.actions.rota import (
    NotEnoughAdults,
    NotInDate,
    TooLate,
    assign,
    cancel,
    note_hours,
    substitute,
    take_off,
    warn_uncovered,
)

__all__ = [
    "AlreadySaid",
    "Card",
    "NotEnoughAdults",
    "NotInDate",
    "NotOnTheList",
    "NotThatDay",
    "NotYours",
    "TooLate",
    "assign",
    "cancel",
    "crisis_list",
    "end_pick_up",
    "list_pick_up",
    "note",
    "note_hours",
    "open_card",
    "put_right",
    "reseal_pick_up",
    "substitute",
    "take_in",
    "take_off",
    "warn_uncovered",
]
