"""What can be done with the vault."""

from portal.privacy.actions.contacts import (
    NoContact,
    NotFree,
    contact_answered,
    forget_contacts,
    keep_contact,
    silence_contact,
    verify_contact,
)
from portal.privacy.actions.copies import make_copies, make_copy, packed
from portal.privacy.actions.identity import NameMissing, keep, note
from portal.privacy.actions.openings import (
    NoReason,
    NotAllowed,
    NotKept,
    Plain,
    ask_to_look,
    break_glass,
    decide,
    look_at_papers,
    look_on_duty,
    open_care,
    open_identity,
)
from portal.privacy.actions.rotation import rotate
from portal.privacy.actions.wishes import (
    AskedAlready,
    NotYoursToAnswer,
    NoWords,
    answer_wish,
    correct_identity,
    erase,
    wish,
)

__all__ = [
    "AskedAlready",
    "NameMissing",
    "NoContact",
    "NoReason",
    "NoWords",
    "NotAllowed",
    "NotFree",
    "NotKept",
    "NotYoursToAnswer",
    "Plain",
    "answer_wish",
    "ask_to_look",
    "break_glass",
    "contact_answered",
    "correct_identity",
    "decide",
    "erase",
    "forget_contacts",
    "keep",
    "keep_contact",
    "look_at_papers",
    "look_on_duty",
    "make_copies",
    "make_copy",
    "note",
    "open_care",
    "open_identity",
    "packed",
    "rotate",
    "silence_contact",
    "verify_contact",
    "wish",
]
