"""The vault's rows: people are UUIDs here, never keys."""

from portal.privacy.models.contacts import Contact
from portal.privacy.models.identity import Identity, NameMark, Note
from portal.privacy.models.openings import Opening, Request
from portal.privacy.models.wishes import Parcel, Wish

__all__ = ["Contact", "Identity", "NameMark", "Note", "Opening", "Parcel", "Request", "Wish"]
