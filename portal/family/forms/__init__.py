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
from portal.family.forms.windows import (
    BACK,
    NO,
    OLDEST,
    YES,
    YOUNGEST_ALONE,
    AddChild,
    Answer,
    Begin,
    HowOld,
    Welcome,
    Wish,
)

__all__ = [
    "BACK",
    "NO",
    "OLDEST",
    "YES",
    "YOUNGEST_ALONE",
    "AddChild",
    "Answer",
    "AnswerWish",
    "AskToLook",
    "Begin",
    "HeldPapers",
    "HowOld",
    "Open",
    "RegisterOnPaper",
    "StandFor",
    "TakeIn",
    "Welcome",
    "WhyLink",
    "Wish",
    "WriteDown",
]
