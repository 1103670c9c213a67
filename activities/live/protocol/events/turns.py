"""Hands, the talking piece and rounds."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from activities.live.protocol.words import Face, Message


class HandRaised(Message):
    type: Literal["hand_raised"] = "hand_raised"
    by: Face


class HandLowered(Message):
    type: Literal["hand_lowered"] = "hand_lowered"
    who: UUID


class HandCalled(Message):
    type: Literal["hand_called"] = "hand_called"
    who: UUID


class PieceGiven(Message):
    type: Literal["piece_given"] = "piece_given"
    who: Face


class PiecePassed(Message):
    type: Literal["piece_passed"] = "piece_passed"
    who: UUID


class RoundStarted(Message):
    type: Literal["round_started"] = "round_started"
    at: datetime | None = None  # rooms of the first days did not say


class RoundJoined(Message):
    """One event a child: a name that stands alone can be erased alone (PRI-6)."""

    type: Literal["round_joined"] = "round_joined"
    who: Face


class RoundEnded(Message):
    type: Literal["round_ended"] = "round_ended"


EVENTS = (HandRaised, HandLowered, HandCalled, PieceGiven, PiecePassed, RoundStarted, RoundJoined, RoundEnded)

__all__ = [each.__name__ for each in EVENTS]
