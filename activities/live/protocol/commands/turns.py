"""Hands, the talking piece and rounds."""

from typing import Literal
from uuid import UUID

from activities.live.protocol.commands.base import Command


class RaiseHand(Command):
    type: Literal["raise_hand"] = "raise_hand"


class LowerHand(Command):
    type: Literal["lower_hand"] = "lower_hand"
    who: UUID | None = None  # absent: my own


class CallOn(Command):
    type: Literal["call_on"] = "call_on"
    who: UUID


class PassPiece(Command):
    type: Literal["pass_piece"] = "pass_piece"
    who: UUID | None = None  # absent: my own turn


class StartRound(Command):
    type: Literal["start_round"] = "start_round"


class EndRound(Command):
    type: Literal["end_round"] = "end_round"


COMMANDS = (RaiseHand, LowerHand, CallOn, PassPiece, StartRound, EndRound)

__all__ = [each.__name__ for each in COMMANDS]
