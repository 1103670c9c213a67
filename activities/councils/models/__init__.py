"""Councils, terms of office, elections, and what a council writes."""

from activities.councils.models.councils import Council, Handover, Term
from activities.councils.models.elections import Candidate, Election, PaperCount

__all__ = ["Candidate", "Council", "Election", "Handover", "PaperCount", "Term"]
