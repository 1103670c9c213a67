"""What may be done with a case, each in one transaction with its line in the record."""

from moderation.actions.cases import open_case, submit, withdraw
from moderation.actions.claims import claim, free_claims, unclaim
from moderation.actions.decisions import approve, ask_change, clear, close, decline, hold
from moderation.actions.harm import fingerprint, hand_to_lead
from moderation.actions.notes import note, opened, revealed
from moderation.actions.refusals import (
    AlreadyClaimed,
    NotClaimed,
    NotYours,
    NoWords,
    StaleRevision,
    WrongMove,
)

__all__ = [
    "AlreadyClaimed",
    "NoWords",
    "NotClaimed",
    "NotYours",
    "StaleRevision",
    "WrongMove",
    "approve",
    "ask_change",
    "claim",
    "clear",
    "close",
    "decline",
    "fingerprint",
    "free_claims",
    "hand_to_lead",
    "hold",
    "note",
    "open_case",
    "opened",
    "revealed",
    "submit",
    "unclaim",
    "withdraw",
]
