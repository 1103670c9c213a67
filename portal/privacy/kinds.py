"""The three scales of age, and no other (decisions: Ages). No age known means the youngest rule."""

NEEDS_HELPER = 8  # below this birthday a grown-up reads and writes along


def needs_helper(age: int | None) -> bool:
    """Whether somebody must sit beside the child."""
    return age is None or age < NEEDS_HELPER


def wording_band(age: int | None) -> str:
    """Which wording a child reads."""
    if age is None or age <= 8:
        return "6-8"
    return "9-12" if age <= 12 else "13-17"


def reporting_band(age: int | None) -> str:
    """Which group a child is counted in."""
    if age is None or age <= 8:
        return "6-8"
    if age <= 11:
        return "9-11"
    return "12-14" if age <= 14 else "15-17"


def sign_in_band(age: int | None) -> str:
    """How a child signs in: four pictures to 11, words from 12."""
    return "pictures" if age is None or age <= 11 else "passphrase"
