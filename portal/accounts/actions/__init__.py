"""What is done to accounts, one verb each."""

from portal.accounts.actions.cards import (
    bind_first_phone,
    make_card,
    reset_sign_in,
    stop_card,
    use_card,
)
from portal.accounts.actions.conduct import accept_conduct
from portal.accounts.actions.factors import enrol_totp
from portal.accounts.actions.groups import group_of, mend_groups
from portal.accounts.actions.leaving import close_sessions, end_own_session, end_pauses, leave, pause, unpause
from portal.accounts.actions.numbers import (
    NotTheSame,
    ask_number,
    confirm_number,
    drop_number,
    keep_number,
    number_answered,
)
from portal.accounts.actions.people import (
    NameCannotBeUsed,
    activate,
    create_adult,
    create_child,
    deactivate,
    end_sessions,
)
from portal.accounts.actions.phones import come_in_on, forget_device
from portal.accounts.actions.proofs import (
    check_passphrase,
    check_pictures,
    keep_pictures,
    set_passphrase,
    set_pictures,
)
from portal.accounts.actions.qualifications import announce_expiries, record_qualification, warn_of_ends
from portal.accounts.actions.rights import (
    confirm_role,
    drop_proposal,
    end_role,
    grant_role,
    propose_role,
    take_role,
)
from portal.accounts.actions.unfinished import remove_unfinished
from portal.accounts.actions.welcoming import welcome, welcome_partner

__all__ = [
    "NameCannotBeUsed",
    "NotTheSame",
    "accept_conduct",
    "activate",
    "announce_expiries",
    "ask_number",
    "bind_first_phone",
    "check_passphrase",
    "check_pictures",
    "close_sessions",
    "come_in_on",
    "confirm_number",
    "confirm_role",
    "create_adult",
    "create_child",
    "deactivate",
    "drop_number",
    "drop_proposal",
    "end_own_session",
    "end_pauses",
    "end_role",
    "end_sessions",
    "enrol_totp",
    "forget_device",
    "grant_role",
    "group_of",
    "keep_number",
    "keep_pictures",
    "leave",
    "make_card",
    "mend_groups",
    "number_answered",
    "pause",
    "propose_role",
    "record_qualification",
    "remove_unfinished",
    "reset_sign_in",
    "set_passphrase",
    "set_pictures",
    "stop_card",
    "take_role",
    "unpause",
    "use_card",
    "warn_of_ends",
    "welcome",
    "welcome_partner",
]
