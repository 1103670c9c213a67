"""What can be done at the desk."""

from activities.desk.actions.arriving import forget_arrivals, give_badge, give_badges, greet, say_hello
from activities.desk.actions.cards import Card, crisis_list, open_card
from activities.desk.actions.collecting import NotOnTheList, end_pick_up, list_pick_up, reseal_pick_up
from activities.desk.actions.days import note, put_right, take_in
from activities.desk.actions.incidents import NotHappened, note_incident
from activities.desk.actions.inviting import invite_many
from activities.desk.actions.lists import take_list
from activities.desk.actions.paper import Line, note_paper
from activities.desk.actions.plans import (
    NotReady,
    approve_plan,
    begin_plan,
    hand_in_plan,
    send_plan_back,
    write_plan,
)
from activities.desk.actions.records import NamesSomebody, comment_record, note_supervision, write_record
from activities.desk.actions.refusals import AlreadySaid, NotThatDay, NotYours
from activities.desk.actions.rota import (
    NotEnoughAdults,
    NotInDate,
    TooLate,
    assign,
    cancel,
    note_hours,
    release_duties,
    substitute,
    take_off,
    warn_uncovered,
)
from activities.desk.actions.sending import NotNeutral, check_words, drop_sending, release_sending, write_to_all
from activities.desk.actions.terms import lay_weekly, set_special_day, set_term

__all__ = [
    "AlreadySaid",
    "Card",
    "Line",
    "NamesSomebody",
    "NotEnoughAdults",
    "NotHappened",
    "NotInDate",
    "NotNeutral",
    "NotOnTheList",
    "NotReady",
    "NotThatDay",
    "NotYours",
    "TooLate",
    "approve_plan",
    "assign",
    "begin_plan",
    "cancel",
    "check_words",
    "comment_record",
    "crisis_list",
    "drop_sending",
    "end_pick_up",
    "forget_arrivals",
    "give_badge",
    "give_badges",
    "greet",
    "hand_in_plan",
    "invite_many",
    "lay_weekly",
    "list_pick_up",
    "note",
    "note_hours",
    "note_incident",
    "note_paper",
    "note_supervision",
    "open_card",
    "put_right",
    "release_duties",
    "release_sending",
    "reseal_pick_up",
    "say_hello",
    "send_plan_back",
    "set_special_day",
    "set_term",
    "substitute",
    "take_in",
    "take_list",
    "take_off",
    "warn_uncovered",
    "write_plan",
    "write_record",
    "write_to_all",
]
