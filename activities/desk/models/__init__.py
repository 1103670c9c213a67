"""The day's list, who may collect a child, who works when, and what is written about it."""

from activities.desk.models.arriving import Badge, Hello
from activities.desk.models.days import Mark, PickUp
from activities.desk.models.evaluations import Evaluation, OnPaper
from activities.desk.models.inviting import Invited
from activities.desk.models.plans import BudgetLine, Checked, Plan, Share, Step
from activities.desk.models.records import Incident, Record, Supervision
from activities.desk.models.reports import Section, TermReport
from activities.desk.models.rota import Duty
from activities.desk.models.sending import Sending
from activities.desk.models.terms import SpecialDay, Term

__all__ = [
    "Badge",
    "BudgetLine",
    "Checked",
    "Duty",
    "Evaluation",
    "Hello",
    "Incident",
    "Invited",
    "Mark",
    "OnPaper",
    "PickUp",
    "Plan",
    "Record",
    "Section",
    "Sending",
    "Share",
    "SpecialDay",
    "Step",
    "Supervision",
    "Term",
    "TermReport",
]
