"""A collection of words: whose a word is, its author and the adults read; the word alone, everybody."""

from datetime import datetime
from typing import Literal

from activities.live.protocol.words import Face, Message, Number


class WordsAsked(Message):
    type: Literal["words_asked"] = "words_asked"
    question: str


class WordGiven(Message):
    type: Literal["word_given"] = "word_given"
    into: Number
    by: Face
    text: str
    at: datetime


class WordPassed(Message):
    """An adult let a held word through."""

    type: Literal["word_passed"] = "word_passed"
    message: Number


class WordShown(Message):
    """Nobody's name is on it, so that no child reads who said what; the same word is not shown twice."""

    type: Literal["word_shown"] = "word_shown"
    into: Number
    text: str


class WordHidden(Message):
    type: Literal["word_hidden"] = "word_hidden"
    word: Number


class WordsClosed(Message):
    type: Literal["words_closed"] = "words_closed"
    into: Number


EVENTS = (WordsAsked, WordGiven, WordPassed, WordShown, WordHidden, WordsClosed)

__all__ = [each.__name__ for each in EVENTS]
