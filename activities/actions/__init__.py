"""What can be done with activities and places."""

from activities.actions.contracts import agree, propose, write_contract
from activities.actions.ending import close
from activities.actions.facts import (
    add_lead,
    change,
    create,
    open_activity,
    read_risks,
    release_leads,
    remove_lead,
)
from activities.actions.feeds import make_feed, stop_feed
from activities.actions.pages import lay_index, write_page
from activities.actions.places import (
    answer_no,
    arrive,
    depart,
    join,
    lapse_offers,
    leave,
    offer_next,
    take_offer,
)
from activities.actions.questions import answer, ask, drop
from activities.actions.refusals import CannotJoin, NamesSomebody, NotReady, NotYours
from activities.actions.saying import erase_words, listen
from activities.actions.sessions import add_session, cancel_session, feel, forget_faces, move_session, remind
from activities.actions.settling import choose, draw, draw_due, tell_names_are_in

__all__ = [
    "CannotJoin",
    "NamesSomebody",
    "NotReady",
    "NotYours",
    "add_lead",
    "add_session",
    "agree",
    "answer",
    "answer_no",
    "arrive",
    "ask",
    "cancel_session",
    "change",
    "choose",
    "close",
    "create",
    "depart",
    "draw",
    "draw_due",
    "drop",
    "erase_words",
    "feel",
    "forget_faces",
    "join",
    "lapse_offers",
    "lay_index",
    "leave",
    "listen",
    "make_feed",
    "move_session",
    "offer_next",
    "open_activity",
    "propose",
    "read_risks",
    "release_leads",
    "remind",
    "remove_lead",
    "stop_feed",
    "take_offer",
    "tell_names_are_in",
    "write_contract",
    "write_page",
]
