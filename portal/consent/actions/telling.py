"""Telling a family that something about who speaks for the child has changed (SEC-10)."""

from datetime import datetime

from portal.consent import queries
from portal.consent.content.telling import told
from portal.consent.kinds import Turn
from portal.consent.models import GuardianLink
from portal.notices.actions import tell

COMING = frozenset({Turn.ADDED, Turn.KNOWN})


def tell_of(turn: Turn, link: GuardianLink, *, by, at: datetime, reason: str = "") -> None:
    """Tells whom the table names, each behind their own sign-in; whoever took the step needs no news of it.

    A child whose first adult comes hears nothing: its account is made of that. Blocks hold as everywhere (SAF-4).
    """
    words, about = told(turn, reason), f"child:{link.child_id}"
    others = [each for each in queries.links_about(link.child) if each.pk != link.pk]
    heard = [(link.guardian, words.theirs)]
    heard += [(each.guardian, words.others) for each in others if each.speaks_in_all]
    if others or turn not in COMING:
        heard.append((link.child, words.child and f"{words.child}_{_band(link.child, at)}"))
    for person, kind in heard:
        reachable = person.is_active or person.is_child  # a child reads it when the account opens again
        if kind and reachable and person.pk != getattr(by, "pk", None):
            tell(person=person, kind=kind, about=about, at=at)


def _band(child, at: datetime) -> str:
    return str(queries.audience_for(child, child, at=at))
