"""The room itself: its doors, its steps and clocks, whether it rests."""

from typing import Annotated, Literal

from pydantic import Field

from activities.live.protocol.commands.base import Command
from activities.live.protocol.words import Agenda, Minutes, Steps


class OpenDoors(Command):
    """To the lobby, where children wait to be let in, or straight into the room."""

    type: Literal["open_doors"] = "open_doors"
    stage: Literal["lobby", "open"]


class Pause(Command):
    type: Literal["pause"] = "pause"


class Resume(Command):
    type: Literal["resume"] = "resume"


class SetAgenda(Command):
    type: Literal["set_agenda"] = "set_agenda"
    text: Agenda


class SetSteps(Command):
    type: Literal["set_steps"] = "set_steps"
    text: Steps  # one step a line, its minutes before it if they are known


class GoStep(Command):
    type: Literal["go_step"] = "go_step"
    step: Annotated[int, Field(ge=0, le=99)]  # to which, so that pressing twice goes one step


class StartTimer(Command):
    type: Literal["start_timer"] = "start_timer"
    minutes: Minutes


class StopTimer(Command):
    type: Literal["stop_timer"] = "stop_timer"


class CloseRoom(Command):
    type: Literal["close_room"] = "close_room"


COMMANDS = (OpenDoors, Pause, Resume, SetAgenda, SetSteps, GoStep, StartTimer, StopTimer, CloseRoom)

__all__ = [each.__name__ for each in COMMANDS]
