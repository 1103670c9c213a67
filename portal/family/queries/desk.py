"""What workers see of the families of their office: who speaks for a child, what stands, what was answered."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from portal.accounts.models import User
from portal.consent import policy
from portal.consent import queries as consent
from portal.consent.kinds import Audience, Authority
from portal.consent.states import LinkState
from portal.directory.queries import our_offices
from portal.privacy import queries as privacy
from portal.privacy.kinds import reporting_band


@dataclass(frozen=True)
class Row:
    """One family in a list: the child as known here, the group of its age, and the adults."""

    child: User
    band: str
    links: list = field(default_factory=list)


@dataclass(frozen=True)
class Switch:
    """One purpose of a child: the title its guardians read, what it is about, and what is missing."""

    title: str
    question: object

    @property
    def missing(self) -> list:
        return self.question.missing


def rows(children: Iterable[User], *, at: datetime) -> list[Row]:
    """Two queries, however many; an age leaves the vault as a group."""
    children = list(children)
    links = defaultdict(list)
    for link in consent.links_with(children):
        links[link.child_id].append(link)
    ages = privacy.ages([child.pk for child in children], on=consent.day(at))
    return [Row(child, reporting_band(ages[child.pk]), links[child.pk]) for child in children]


def switches(child, *, language: str, at: datetime) -> list[Switch]:
    """How every question about a child stands, in the words its guardians read; no answer of anybody is in it."""
    titles = consent.notices(Audience.GUARDIAN, language, at=at)
    every = consent.questions(child=child, person=child, at=at)
    return [Switch(titles[each.purpose].title, each) for each in every if each.purpose in titles]


def history(child, *, language: str, most: int, at: datetime) -> list[tuple]:
    """(title, answer), the newest first: what everybody of the family said, and how it reached us."""
    found = titled(consent.history(child)[:most], language=language, at=at)
    return [(title, each) for each, title in found]


def titled(found: Iterable, *, language: str, at: datetime) -> list[tuple]:
    """(what it is about, its title in a guardian's words); one query, however many."""
    titles = consent.notices(Audience.GUARDIAN, language, at=at)
    return [
        (each, titles[each.purpose].title if each.purpose in titles else each.get_purpose_display()) for each in found
    ]


def offices_of(worker, *, at: datetime):
    """Where this worker may take a family in."""
    where = consent.works_in(worker, at=at)
    return our_offices() if where.everywhere else our_offices().filter(pk__in=where.offices)


def entry_steps(worker, entry, *, at: datetime) -> dict[str, bool]:
    """What this worker may do with what was written down."""
    is_worker = consent.works_for(worker, entry.child, at=at)
    return {
        "confirm": policy.may_confirm_entry(worker, entry, worker=is_worker),
        "drop": policy.may_write_entry(worker, entry, worker=is_worker),
    }


LINK_STEPS = {
    LinkState.WAITING: ("end",),
    LinkState.CONFIRMED: ("rest", "dispute", "end"),
    LinkState.SUSPENDED: ("resume", "end"),
    LinkState.DISPUTED: ("settle", "rest", "end"),
    LinkState.ENDED: (),
}


AUTHORITY_STEPS = {Authority.FULL: ("limit",), Authority.ACTIVITIES: ("widen",), Authority.NONE: ()}


def link_steps(worker, link, *, at: datetime) -> tuple[str, ...]:
    """Names of the steps this worker may take with this link now."""
    is_worker = consent.works_for(worker, link.child, at=at)
    if not policy.may_rest(worker, link, worker=is_worker):
        return ()
    further = AUTHORITY_STEPS[link.authority] if policy.may_set_authority(worker, link, worker=is_worker) else ()
    return further + LINK_STEPS[link.state]


def may_replace_number(worker, link, *, at: datetime) -> bool:
    return policy.may_replace_number(worker, link, worker=consent.works_for(worker, link.child, at=at))


def paper_steps(worker, link, *, at: datetime) -> dict[str, bool]:
    """What this worker may do with these papers now."""
    is_worker = consent.works_for(worker, link.child, at=at)
    return {
        "check": policy.may_check_papers(worker, link, worker=is_worker),
        "confirm": policy.may_confirm(worker, link, worker=is_worker),
    }
