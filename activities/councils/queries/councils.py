"""Who may vote in a council and hold office there, and who does."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from activities import queries as activities
from activities.councils.kinds import Kind, Role
from activities.councils.models import Council, Handover, Term
from activities.models import Place
from portal.accounts.models import User
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.consent.states import LinkState

ORDER = {role: number for number, role in enumerate(Role)}


def electorate(council: Council, *, at: datetime) -> dict[UUID, User]:
    """Everybody who may vote and stand now: children with a place and every yes, or the guardians who speak for them.

    Asked anew whenever it decides something.
    """
    children = _children(council, at)
    if council.kind == Kind.CHILDREN:
        return children
    adults = (g for child in children.values() for g in consent.guardians_to_ask(child, Purpose.ACTIVITY, at=at))
    return {adult.pk: adult for adult in adults if adult.is_active}


def homes_at_desk(council: Council, people: Iterable[User], *, at: datetime) -> dict[UUID, str]:
    """Guardian → what a colleague calls them: the name here or what they are to a child, and that child's name here."""
    found, known = defaultdict(list), {each.pk: each for each in people}
    for link in consent.links_with(_children(council, at).values()):
        if link.guardian_id in known and link.state == LinkState.CONFIRMED:
            found[link.guardian_id].append(link)
    words = _("%(adult)s, with %(children)s")
    return {
        pk: words % {
            "adult": known[pk].pseudonym or links[0].get_relation_display(),
            "children": "、".join(link.child.pseudonym for link in links),
        }
        for pk, links in found.items()
    }  # fmt: skip


def belongs(person, council: Council, *, at: datetime) -> bool:
    """Whether this person is one of the electorate; asks about their own places alone."""
    if council.kind == Kind.CHILDREN:
        return person.pk in _children(council, at, only=[person.pk])
    own = consent.children_of(person).values_list("pk", flat=True) if person.is_guardian and person.is_active else []
    children = _children(council, at, only=own).values()
    return any(
        consent.guardians_to_ask(child, Purpose.ACTIVITY, at=at).filter(pk=person.pk).exists() for child in children
    )


def able(council: Council, people: Iterable[User], *, at: datetime) -> set[UUID]:
    """Who of these people is one of the electorate now."""
    people = list(people)
    if council.kind == Kind.CHILDREN:
        return set(_children(council, at, only=[each.pk for each in people]))
    return {each.pk for each in people if belongs(each, council, at=at)}


def _children(council: Council, at: datetime, *, only: Iterable[UUID] | None = None) -> dict[UUID, User]:
    found = Place.objects.held().select_related("child", "activity")
    if only is not None:
        found = found.filter(child__in=only)
    if council.activity_id:
        found = found.filter(activity=council.activity_id)
    else:
        found = found.filter(activity__office=council.office_id)
    places = defaultdict(list)
    for place in found:
        places[place.activity].append(place)
    children = {}
    for activity, rows in places.items():
        may = activities.permitted(rows, activity, at=at)
        children |= {row.child_id: row.child for row in rows if row.child_id in may and row.child.is_active}
    return children


def holders(council: Council, *, at: datetime) -> list[Term]:
    """Who holds which office now, chair and members in the order of the offices; one query for a children's council."""
    found = list(council.terms.standing(at).select_related("person"))
    if council.kind == Kind.PARENTS:
        may = able(council, (term.person for term in found), at=at)
        found = [term for term in found if term.person_id in may]
    return sorted(found, key=lambda term: (ORDER[term.role], term.made_at, term.pk))


def holds(person, council: Council, *roles: str, at: datetime) -> bool:
    """Whether this person holds an office of the council now; any, where none is named."""
    found = council.terms.standing(at).filter(person=person)
    found = found.filter(role__in=roles) if roles else found
    return found.exists() and (council.kind == Kind.CHILDREN or belongs(person, council, at=at))


def terms_of(person, *, at: datetime, council: Council | None = None) -> list[Term]:
    """Offices that somebody holds now, each with its council; one query for a child."""
    found = Term.objects.standing(at).filter(person=person).select_related("council", "person")
    found = list(found.filter(council=council) if council else found)
    return [term for term in found if term.council.kind == Kind.CHILDREN or belongs(person, term.council, at=at)]


def asked_of(person, council: Council | None = None) -> list[Term]:
    """Offices for which the group named somebody who has not said yes."""
    found = Term.objects.filter(person=person, accepted_at=None, ended_at=None).select_related("council")
    return list(found.filter(council=council) if council else found)


def own_term(person, pk: UUID) -> Term | None:
    """An office of one's own, held, over or to come."""
    return Term.objects.filter(person=person, pk=pk).select_related("council", "person", "election").first()


def to_take(person, *, at: datetime) -> list[Handover]:
    """What was passed on in offices that this person holds now, was read by a colleague, and taken by nobody."""
    mine = [(term.council_id, term.role) for term in terms_of(person, at=at)]
    found = Handover.objects.filter(taken_at=None, term__council__in=[council for council, _role in mine])
    found = (
        found.exclude(read_at=None)
        .exclude(words="")
        .exclude(term__person=person)
        .select_related("term__council", "term__person")
    )
    return [each for each in found if (each.term.council_id, each.term.role) in mine]


def handovers_unread(council: Council) -> list[Handover]:
    found = Handover.objects.filter(term__council=council, read_at=None, taken_at=None).exclude(words="")
    return list(found.select_related("term__person").order_by("at", "pk"))


def councils_of(person):
    return Council.objects.visible_to(person).select_related("activity", "office")
