"""What is filled in about a family: by a guardian or a child, and at the desk."""

from portal.family.forms.desk import (
    AnswerWish,
    AskToLook,
    HeldPapers,
    Open,
    RegisterOnPaper,
    StandFor,
    TakeIn,
    WhyLink,
    WriteDown,
)
from portal.family.forms.windows import BACK, NO, YES, AddChild, Answer, Wish

__all__ = [
    "BACK",
    "NO",
    "YES",
    "AddChild",
    "Answer",
    "AnswerWish",
    "AskToLook",
    "HeldPapers",
    "Open",
    "RegisterOnPaper",
    "StandFor",
    "TakeIn",
    "WhyLink",
    "Wish",
    "WriteDown",
]
