"""Councils, terms of office, elections, and what a council writes."""

from activities.councils.models.councils import Council, Handover, Term
from activities.councils.models.elections import Candidate, Election, PaperCount
from activities.councils.models.writing import Dot, Minutes, Money, Round, Rules, RulesStep, RulesYes, Tally, Topic

__all__ = [
    "Candidate",
    "Council",
    "Dot",
    "Election",
    "Handover",
    "Minutes",
    "Money",
    "PaperCount",
    "Round",
    "Rules",
    "RulesStep",
    "RulesYes",
    "Tally",
    "Term",
    "Topic",
]
