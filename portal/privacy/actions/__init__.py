"""What can be done with the vault."""

from portal.privacy.actions.contacts import NoContact, NotFree, keep_contact, silence_contact, verify_contact
from portal.privacy.actions.identity import NameMissing, NoReason, NotKept, Plain, keep, open_identity

__all__ = [
    "NameMissing",
    "NoContact",
    "NoReason",
    "NotFree",
    "NotKept",
    "Plain",
    "keep",
    "keep_contact",
    "open_identity",
    "silence_contact",
    "verify_contact",
]
