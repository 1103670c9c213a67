"""A collection of words."""

from typing import Literal

from activities.live.protocol.commands.base import Command
from activities.live.protocol.words import Number, Short, Words


class OpenWords(Command):
    type: Literal["open_words"] = "open_words"
    question: Words


class GiveWord(Command):
    type: Literal["give_word"] = "give_word"
    into: Number
    text: Short


class HideWord(Command):
    """Takes a word away from all, whoever gave it."""

    type: Literal["hide_word"] = "hide_word"
    word: Number


class CloseWords(Command):
    type: Literal["close_words"] = "close_words"
    into: Number


COMMANDS = (OpenWords, GiveWord, HideWord, CloseWords)

__all__ = [each.__name__ for each in COMMANDS]
