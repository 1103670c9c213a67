"""What can be done at the desk."""

from activities.desk.actions.arriving import forget_arrivals, give_badge, give_badges, greet, say_hello
from activities.desk.actions.cards import Card, crisis_list, open_card
from activities.desk.actions.collecting import NotOnTheList, end_pick_up, list_pick_up, reseal_pick_up
from activities.desk.actions.days import note, put_right, take_in
from activities.desk.actions.evaluations import (
    add_measure,
    answer_measures,
    begin_evaluation,
    drop_measure,
    forget_measures,
    go_on_asking,
    note_sheets,
    refuse_all_names,
    write_evaluation,
)
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
from activities.desk.actions.refusals import AlreadySaid, NotThatDay, NotYours, WrittenMeanwhile
from activities.desk.actions.reports import (
    begin_report,
    finish_report,
    hand_report_in,
    look_at_report,
    send_report_back,
    write_part,
)
from activities.desk.actions.rota import (
    NotEnoughAdults,
    NotFree,
    NotInDate,
    TooLate,
    assign,
    cancel,
    note_hours,
    release_duties,
    substitute,
    take_off,
    tell_of_change,
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
    "NotFree",
    "NotHappened",
    "NotInDate",
    "NotNeutral",
    "NotOnTheList",
    "NotReady",
    "NotThatDay",
    "NotYours",
    "TooLate",
    "WrittenMeanwhile",
    "add_measure",
    "answer_measures",
    "approve_plan",
    "assign",
    "begin_evaluation",
    "begin_plan",
    "begin_report",
    "cancel",
    "check_words",
    "comment_record",
    "crisis_list",
    "drop_measure",
    "drop_sending",
    "end_pick_up",
    "finish_report",
    "forget_arrivals",
    "forget_measures",
    "give_badge",
    "give_badges",
    "go_on_asking",
    "greet",
    "hand_in_plan",
    "hand_report_in",
    "invite_many",
    "lay_weekly",
    "list_pick_up",
    "look_at_report",
    "note",
    "note_hours",
    "note_incident",
    "note_paper",
    "note_sheets",
    "note_supervision",
    "open_card",
    "put_right",
    "refuse_all_names",
    "release_duties",
    "release_sending",
    "reseal_pick_up",
    "say_hello",
    "send_plan_back",
    "send_report_back",
    "set_special_day",
    "set_term",
    "substitute",
    "take_in",
    "take_list",
    "take_off",
    "tell_of_change",
    "warn_uncovered",
    "write_evaluation",
    "write_part",
    "write_plan",
    "write_record",
    "write_to_all",
]
