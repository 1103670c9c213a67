"""What happens to the room itself: its doors, its steps and clocks, whether it rests."""

from datetime import datetime
from typing import Literal

from activities.live.protocol.words import Agenda, Message, Mode, Stage, Step


class RoomOpened(Message):
    type: Literal["room_opened"] = "room_opened"
    chat: Mode
    agenda: Agenda = ""
    stage: Stage = "open"
    lobby: bool = False  # whether children should wait to be let in, by their age
    steps: tuple[Step, ...] = ()
    group: int = 0  # which small group of a main room this is; 0: a main room itself


class RoomPaused(Message):
    type: Literal["room_paused"] = "room_paused"


class RoomResumed(Message):
    type: Literal["room_resumed"] = "room_resumed"


class AgendaSet(Message):
    type: Literal["agenda_set"] = "agenda_set"
    text: str


class CoverChanged(Message):
    """Whether enough vetted adults are here: without two nothing moves, without one for each 15 children no text."""

    type: Literal["cover_changed"] = "cover_changed"
    uncovered: bool
    text_off: bool


class DoorsOpened(Message):
    type: Literal["doors_opened"] = "doors_opened"
    stage: Literal["lobby", "open"]


class StepsSet(Message):
    type: Literal["steps_set"] = "steps_set"
    steps: tuple[Step, ...]


class StepMoved(Message):
    """`ends_at` is the moment at which all clocks of the room stand at nought."""

    type: Literal["step_moved"] = "step_moved"
    step: int
    ends_at: datetime | None = None


class TimerStarted(Message):
    type: Literal["timer_started"] = "timer_started"
    ends_at: datetime


class TimerStopped(Message):
    type: Literal["timer_stopped"] = "timer_stopped"


class RoomClosed(Message):
    type: Literal["room_closed"] = "room_closed"


EVENTS = (
    RoomOpened,
    RoomPaused,
    RoomResumed,
    AgendaSet,
    CoverChanged,
    DoorsOpened,
    StepsSet,
    StepMoved,
    TimerStarted,
    TimerStopped,
    RoomClosed,
)

__all__ = [each.__name__ for each in EVENTS]
