"""A guardian's first page, and who may open the door for a child."""

from dataclasses import dataclass
from datetime import datetime

from portal.accounts.models import User
from portal.consent import queries as consent
from portal.consent.kinds import Authority
from portal.consent.states import LinkState


@dataclass(frozen=True)
class Home:
    """One child on a guardian's first page."""

    child: User
    link: object
    waiting: int


def homes(guardian, *, at: datetime) -> list[Home]:
    waiting = consent.waiting_for(guardian, at=at)
    return [Home(link.child, link, waiting.get(link.child_id, 0)) for link in consent.links_of(guardian)]


def may_let_in(link, *, at: datetime) -> bool:
    """Who makes a card can come in as the child: only an adult who is known, and who speaks for the child at all. One
    whom the child itself named lets it in before the papers are seen; one whom another adult named does not."""
    if link.is_only_invited:
        return False
    speaks = link.state == LinkState.CONFIRMED and link.authority != Authority.NONE
    return speaks and not consent.is_grown(link.child, at=at)
