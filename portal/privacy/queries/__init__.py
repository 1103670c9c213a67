"""What may be asked of the vault without opening it."""

from portal.privacy.queries.contacts import (
    LETS_IN,
    address_of,
    bears,
    contact_marks,
    contact_plain,
    contacts,
    whose_contact,
)
from portal.privacy.queries.identity import (
    age,
    age_beside,
    ages,
    is_real_name,
    openings,
    plain,
    with_birth,
    years,
)

__all__ = [
    "LETS_IN",
    "address_of",
    "age",
    "age_beside",
    "ages",
    "bears",
    "contact_marks",
    "contact_plain",
    "contacts",
    "is_real_name",
    "openings",
    "plain",
    "whose_contact",
    "with_birth",
    "years",
]
