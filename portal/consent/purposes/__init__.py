"""What a family may be asked for, and what makes a permission; each purpose is a switch of its own (CON-5)."""

from portal.consent.purposes.names import ABOUT_ACTIVITIES, ADULT, REMIND_DAYS, Level, Missing, Purpose, Say
from portal.consent.purposes.rules import IN_USE, JURISDICTIONS, RULES, Rule, rule, rules

__all__ = [
    "ABOUT_ACTIVITIES",
    "ADULT",
    "IN_USE",
    "JURISDICTIONS",
    "REMIND_DAYS",
    "RULES",
    "Level",
    "Missing",
    "Purpose",
    "Rule",
    "Say",
    "rule",
    "rules",
]
