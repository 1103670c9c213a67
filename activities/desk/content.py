"""What colleagues are told from the desk, and with what a plan begins."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from activities.desk.kinds import Nature
from activities.kinds import Kind

NOTICES = {
    "desk.cancelled_staff": (_("{name} was called off: {when}"), _("It is because of this: {why}. Families are told.")),
    "desk.moved_staff": (
        _("{name} has moved, and you are on duty. Now: {when}"),
        _("Families are told. If you cannot come then, say on its page who comes instead, as early as you can."),
    ),
    "desk.on_duty": (
        _("You are on duty: {name}, {when}"),
        _("If you cannot come, say on its page who comes instead, as early as you can."),
    ),
    "desk.uncovered": (
        _("Too few grown-ups: {name}, {when}"),
        _("It is less than a day away. Find somebody who is in date, or call it off so that families hear in time."),
    ),
}
# What a child is told, when its group is asked before it begins or at the end.
ASKED = (
    _("A few questions about {name}"),
    _("The same before and at the end, so that we see what changed. You may leave them."),
)
# The last question of an evaluation, asked with every set of measures.
OWN_WORDS = {
    "words": _("Is there something you want to say?"),
    "why": _("So that those who lead can do it better."),
}
FIVE_FACES = _("not at all\nnot much\nso-so\nquite\nvery much")  # a scale to begin with

TO_RELEASE = (
    _("A message to everybody of {name} waits for a second colleague"),
    _("Many would receive it. Look at it, then send or drop it, within a day."),
)
# What children and homes are told because of a list.
OF_LISTS = {
    "desk.written": (_("From those who lead {name}"), "{words}"),
    "desk.invited": (
        _("You are invited: {name}"),
        _("Have a look at what it is. If you want to join, say so on its page; if not, you need not do anything."),
    ),
    "desk.invited_home": (
        _("A child of yours is invited: {name}"),
        _("Whether to join is the child's to say first. Then you are asked; until both say yes, nothing happens."),
    ),
}


@dataclass(frozen=True)
class Template:
    """With what a plan begins: everybody changes it."""

    nature: str
    goals: object
    measures: object
    steps: tuple[tuple[object, int], ...]


WELCOME, BREAK, CLOSING = _("Coming in, names, how I feel today"), _("Break, water"), _("Looking back, what comes next")
TEMPLATES = {
    Kind.CLOSED: Template(
        Nature.GROWTH,
        _("Each child says at least once what they think.\nThe group makes a contract of its own and keeps it."),
        _("The same questions before and after; three faces each time."),
        (
            (WELCOME, 15),
            (_("The group's contract: make it, or read it again"), 15),
            (_("Main part: children choose between two ways"), 45),
            (BREAK, 10),
            (CLOSING, 15),
        ),
    ),
    Kind.OPEN: Template(
        Nature.LEARNING,
        _("Children run the club: they open it, lead it and tidy up.\nWhoever comes for the first time is welcomed."),
        _("Who came, what was made, and what children say at the end of the term."),
        (
            (WELCOME, 10),
            (_("House rules, read by a child"), 5),
            (_("Everybody works at their own thing"), 60),
            (CLOSING, 15),
        ),
    ),
    Kind.EVENT: Template(
        Nature.TASK,
        _("Children lead the stations.\nWho decides in the neighbourhood hears them and answers."),
        _("How many came, what they said, and the answers that were promised."),
        (
            (_("Helpers meet, risks and tasks once more"), 20),
            (_("Opening, by children"), 10),
            (_("Stations"), 90),
            (BREAK, 15),
            (CLOSING, 20),
        ),
    ),
}
