"""What is done to accounts, one verb each."""

from portal.accounts.actions.conduct import accept_conduct
from portal.accounts.actions.factors import enrol_totp
from portal.accounts.actions.people import activate, create_adult, create_child, deactivate, end_sessions
from portal.accounts.actions.rights import (
    announce_expiries,
    end_role,
    grant_role,
    record_qualification,
)

__all__ = [
    "accept_conduct",
    "activate",
    "announce_expiries",
    "create_adult",
    "create_child",
    "deactivate",
    "end_role",
    "end_sessions",
    "enrol_totp",
    "grant_role",
    "record_qualification",
]
