"""The vault's rows: people are UUIDs here, never keys."""

from portal.privacy.models.contacts import Contact
from portal.privacy.models.identity import Identity, NameMark, Opening

__all__ = ["Contact", "Identity", "NameMark", "Opening"]
