"""What can be done with a voice."""

from voices.actions.erasing import erase_rest, erase_voices
from voices.actions.laying import lay_drawing
from voices.actions.refusals import AlreadySent, NotAtSession, NotBeside, NotReady, NotThisPicture, NotYours, TooMany
from voices.actions.releasing import nod, put_away, release, take_back
from voices.actions.sending import submit, suggest
from voices.actions.writing import begin_with, clear_picture, cover, name_helper, start, write

__all__ = [
    "AlreadySent",
    "NotAtSession",
    "NotBeside",
    "NotReady",
    "NotThisPicture",
    "NotYours",
    "TooMany",
    "begin_with",
    "clear_picture",
    "cover",
    "erase_rest",
    "erase_voices",
    "lay_drawing",
    "name_helper",
    "nod",
    "put_away",
    "release",
    "start",
    "submit",
    "suggest",
    "take_back",
    "write",
]
