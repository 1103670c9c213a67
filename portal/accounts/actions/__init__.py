"""What is done to accounts, one verb each."""

from portal.accounts.actions.cards import forget_device, make_card, reset_sign_in, use_card
from portal.accounts.actions.conduct import accept_conduct
from portal.accounts.actions.factors import enrol_totp
from portal.accounts.actions.people import activate, create_adult, create_child, deactivate, end_sessions
from portal.accounts.actions.proofs import (
    check_passphrase,
    check_pictures,
    set_passphrase,
    set_pictures,
)
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
    "check_passphrase",
    "check_pictures",
    "create_adult",
    "create_child",
    "deactivate",
    "end_role",
    "end_sessions",
    "enrol_totp",
    "forget_device",
    "grant_role",
    "make_card",
    "record_qualification",
    "reset_sign_in",
    "set_passphrase",
    "set_pictures",
    "use_card",
]
