"""What can be done with activities and places."""

from activities.actions.facts import (
    NotReady,
    NotYours,
    add_lead,
    add_session,
    change,
    close,
    create,
    open_activity,
    read_risks,
    release_leads,
    remove_lead,
)
from activities.actions.pages import lay_index, write_page
from activities.actions.places import (
    CannotJoin,
    answer_no,
    arrive,
    depart,
    erase_words,
    join,
    lapse_offers,
    leave,
    offer_next,
    take_offer,
)

__all__ = [
    "CannotJoin",
    "NotReady",
    "NotYours",
    "add_lead",
    "add_session",
    "answer_no",
    "arrive",
    "change",
    "close",
    "create",
    "depart",
    "erase_words",
    "join",
    "lapse_offers",
    "lay_index",
    "leave",
    "offer_next",
    "open_activity",
    "read_risks",
    "release_leads",
    "remove_lead",
    "take_offer",
    "write_page",
]
