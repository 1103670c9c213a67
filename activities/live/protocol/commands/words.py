"""Writing, holding, letting through and taking back."""

from typing import Literal

from activities.live.protocol.commands.base import Command
from activities.live.protocol.words import Mode, Number, Reply, Words


class Say(Command):
    type: Literal["say"] = "say"
    text: Words


class Release(Command):
    type: Literal["release"] = "release"
    message: Number


class Refuse(Command):
    type: Literal["refuse"] = "refuse"
    message: Number


class Return(Command):
    """Gives held words back to their author, with words that say why."""

    type: Literal["return"] = "return"
    message: Number
    text: Reply


class Remove(Command):
    type: Literal["remove"] = "remove"
    message: Number


class SetChat(Command):
    type: Literal["set_chat"] = "set_chat"
    mode: Mode


class TellAdults(Command):
    type: Literal["tell_adults"] = "tell_adults"
    text: Words


COMMANDS = (Say, Release, Refuse, Return, Remove, SetChat, TellAdults)

__all__ = [each.__name__ for each in COMMANDS]
