"""What can be done with a voice."""

from voices.actions.refusals import AlreadySent, NotReady, NotThisPicture, NotYours, TooMany
from voices.actions.releasing import nod, put_away, release, take_back
from voices.actions.sending import submit, suggest
from voices.actions.writing import clear_picture, cover, start, write

__all__ = [
    "AlreadySent",
    "NotReady",
    "NotThisPicture",
    "NotYours",
    "TooMany",
    "clear_picture",
    "cover",
    "nod",
    "put_away",
    "release",
    "start",
    "submit",
    "suggest",
    "take_back",
    "write",
]
