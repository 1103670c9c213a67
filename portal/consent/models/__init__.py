"""Links, words, questions, and the answers."""

from portal.consent.models.answers import Event
from portal.consent.models.asks import Ask, Reminder
from portal.consent.models.drafts import Draft, Recording
from portal.consent.models.entries import Entry
from portal.consent.models.links import GuardianLink, Home, Mediation
from portal.consent.models.moving import HandOver
from portal.consent.models.starts import Invitation, Start
from portal.consent.models.words import Assessment, Notice

__all__ = [
    "Ask", "Assessment", "Draft", "Entry", "Event", "GuardianLink", "HandOver", "Home", "Invitation", "Mediation",
    "Notice", "Recording", "Reminder", "Start",
]  # fmt: skip
