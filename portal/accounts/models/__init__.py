"""People and what lets them in."""

from portal.accounts.models.doors import Card, ChildSecret, Device
from portal.accounts.models.numbers import NewNumber
from portal.accounts.models.people import User
from portal.accounts.models.rights import ConductAcceptance, Proposal, Qualification, RoleGrant

__all__ = [
    "Card",
    "ChildSecret",
    "ConductAcceptance",
    "Device",
    "NewNumber",
    "Proposal",
    "Qualification",
    "RoleGrant",
    "User",
]
