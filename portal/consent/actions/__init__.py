"""What can be done with links, questions and answers."""

from portal.consent.actions.answers import NotAsked, NotYours, announce_expiries, answer, withdraw
from portal.consent.actions.asks import ask
from portal.consent.actions.guardianship import NotForYou, resume, suspend
from portal.consent.actions.links import add_child, check_papers, confirm_guardianship, link_guardian
from portal.consent.actions.words import load_notices

__all__ = [
    "NotAsked",
    "NotForYou",
    "NotYours",
    "add_child",
    "announce_expiries",
    "answer",
    "ask",
    "check_papers",
    "confirm_guardianship",
    "link_guardian",
    "load_notices",
    "resume",
    "suspend",
    "withdraw",
]
