"""What a family may be asked for, and what makes a permission; each purpose is a switch of its own (CON-5)."""

from portal.consent.purposes.names import ADULT, Level, Missing, Purpose, Say
from portal.consent.purposes.rules import IN_USE, RULES, Rule, rule

__all__ = ["ADULT", "IN_USE", "RULES", "Level", "Missing", "Purpose", "Rule", "Say", "rule"]
