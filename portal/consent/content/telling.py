"""Who hears of a step on a guardian's link, and in which words; who does not, and whom that keeps from harm (SEC-10).

No word says which adult, who took the step, or why (CON-9). What opens something is always told. What closes something
to keep a child safe is told by no machine: a message may be read by, or over the shoulder of, the one who is dangerous,
so a worker says it, where and when it does no harm. At eighteen the clock has words of its own (CON-13).
"""

from dataclasses import dataclass

from portal.consent.kinds import Reason, Turn

QUIET = ""  # nobody writes to them about it


@dataclass(frozen=True)
class Told:
    """Kinds of messages: to the adult of the link, to each other who speaks in everything, to the child."""

    theirs: str
    others: str
    child: str
    why: str


OTHERS, CHILD = "consent.others_changed", "consent.child_changed"

TOLD: dict[Turn, Told] = {
    Turn.ADDED: Told(
        "consent.you_added", OTHERS, CHILD, "a stranger tied to a child is noticed first by those who belong to it"
    ),
    Turn.KNOWN: Told(
        "consent.you_known", OTHERS, CHILD, "from now on this adult sees and decides: the last moment to object"
    ),
    Turn.RESTED: Told(
        "consent.you_changed", OTHERS, QUIET, "a child told that an adult rests is asked at home what it has said"
    ),
    Turn.BACK: Told(
        "consent.you_changed", OTHERS, QUIET, "it opens something again; the child never heard of the rest"
    ),
    Turn.DOUBTED: Told(
        "consent.you_in_doubt",
        QUIET,
        QUIET,
        "a doubt is no fact yet; whoever hears of it is taken for the one who doubts",
    ),
    Turn.SETTLED: Told("consent.you_changed", QUIET, QUIET, "nobody else has heard of the doubt"),
    Turn.ENDED: Told("consent.you_over", OTHERS, CHILD, "who no longer speaks is not to be believed any longer"),
    Turn.LIMITED: Told("consent.you_changed", OTHERS, CHILD, "others are asked anew for what this adult said"),
    Turn.WIDENED: Told("consent.you_changed", OTHERS, CHILD, "from now on this adult decides about everything"),
}
IN_PERSON = Told(QUIET, QUIET, QUIET, "closed to keep the child safe: a worker says it, where it does no harm")
CLOSING = frozenset({Turn.RESTED, Turn.ENDED, Turn.LIMITED})


def told(turn: Turn, reason: str = "") -> Told:
    return IN_PERSON if reason == Reason.SAFETY and turn in CLOSING else TOLD[turn]
