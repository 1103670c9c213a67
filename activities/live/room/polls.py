"""A question with answers to choose from, and what of its counting everybody may read (brief 8).

Nobody reads an answer. Of a question that stays hidden, numbers are told once, at its end, as `shown` lets them. Of a
live one they move in steps. A step is weighed when eleven different children have answered since the last one, never
when a certain answer came, and is told only where every number in it, and everything by which it differs from the last
one told, stands for eleven children at least. So no change of a number, and no silence, says what one child chose; the
last few answers, up to ten children's, never change anything that is told, not even at the end.
"""

from collections import Counter
from dataclasses import dataclass, field, replace
from uuid import UUID

from portal.figures.counting import shown

ENOUGH = 11
Counts = tuple[int | None, ...]


@dataclass(frozen=True)
class Answer:
    marks: tuple[int, ...]  # the numbers of the choices; one with two dots stands there twice; none: taken back
    number: int  # of the event that said so


@dataclass(frozen=True)
class Poll:
    """`kind` is one (one choice), several, or dots (`dots` of them to spread); `notes` are the ideas of a board that
    stand for choices, by number, so that words erased there are erased here."""

    id: int
    question: str
    choices: tuple[str, ...] = ()
    answers: dict[UUID, Answer] = field(default_factory=dict)
    closed: bool = False
    counts: Counts = ()
    kind: str = "one"
    dots: int = 0
    live: bool = False
    notes: tuple[int, ...] = ()
    step: dict[UUID, Answer] = field(default_factory=dict)  # the answers as the last step found them
    stepped: int = 0  # the number of its event
    told: dict[UUID, Answer] = field(default_factory=dict)  # the answers behind the numbers told last

    @property
    def options(self) -> int:
        return len(self.notes or self.choices)

    def seen_by(self, person: UUID) -> "Poll":
        """With this person's own answers alone."""

        def own(answers):
            return {who: answer for who, answer in answers.items() if who == person}

        return replace(self, answers=own(self.answers), step=own(self.step), told=own(self.told))

    def with_answer(self, who: UUID, marks: tuple[int, ...], number: int) -> "Poll":
        return replace(self, answers=self.answers | {who: Answer(marks, number)})

    def counted(self, counts: Counts, number: int) -> "Poll":
        told = self.answers if counts != self.counts else self.told
        return replace(self, counts=counts, step=self.answers, stepped=number, told=told)

    @property
    def due(self) -> bool:
        """Whether a step is to be weighed."""
        moved = sum(answer.number > self.stepped for answer in self.answers.values())
        return self.live and moved >= ENOUGH

    def next_counts(self) -> Counts:
        """What a step tells: how things stand now, or, where that would say too much, what was told before."""
        now, before = _cells(self, self.answers), _cells(self, self.told)
        least = _least(self)
        safe = all(cell >= least and abs(cell - then) >= least for cell, then in zip(now, before, strict=True))
        return tuple(now[: self.options]) if safe else self.counts

    def last_counts(self) -> Counts:
        """What is told at the end."""
        if self.live and self.counts:
            return self.counts
        return _masked(self, self.step if self.live else self.answers)


def _least(poll: Poll) -> int:
    """So many dots are given by eleven children at least."""
    return ENOUGH * max(1, poll.dots)


def _cells(poll: Poll, answers: dict[UUID, Answer]) -> list[int]:
    """How often each was chosen; where several may be, also how many children left it out."""
    given = [answer.marks for answer in answers.values() if answer.marks]
    chosen = Counter(mark for marks in given for mark in marks)
    counts = [chosen[number] for number in range(poll.options)]
    return counts + [len(given) - count for count in counts] if poll.kind == "several" else counts


def _masked(poll: Poll, answers: dict[UUID, Answer]) -> Counts:
    cells = _cells(poll, answers)
    if poll.kind == "several":
        pairs = zip(cells[: poll.options], cells[poll.options :], strict=True)
        return tuple(shown({"chose": chose, "left": left})["chose"] for chose, left in pairs)
    safe = shown({str(number): count for number, count in enumerate(cells)}, _least(poll))
    return tuple(safe.values())
