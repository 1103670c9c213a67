"""A family moves away and another office of ours looks after it (decisions: moving away)."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import policy, queries
from portal.consent.actions.adding import hold
from portal.consent.actions.guardianship import NotForYou
from portal.consent.models import HandOver, Home
from portal.notices.actions import tell


@transaction.atomic
def offer_family(*, by, child, office, at: datetime) -> HandOver:
    """A worker of the family's office offers it to another of ours, having talked with the family.

    Nothing moves by it: the other office may say no, and until it takes the family the first one looks after it.
    Raises NotForYou.
    """
    home = _held(child)
    worker = home is not None and queries.works_for(by, child, at=at)
    if not worker or policy.belongs_to(by, child) or not office.ours or office.pk == home.office_id:
        raise NotForYou(_("A worker of the family's office offers it to another office of ours."))
    try:
        with transaction.atomic():
            made = HandOver.objects.create(child=child, since=home.office, to=office, asked_at=at, asked_by=by)
    except IntegrityError:
        raise NotForYou(_("This family is offered to an office already.")) from None
    log.write("family.offered", by=by, subject=f"child:{child.pk}", at=at, office=str(office.pk))
    return made


@transaction.atomic
def take_over(*, by, offer: HandOver, at: datetime) -> Home:
    """Another worker, of the office it is offered to, takes the family: from this second the first office sees it no
    more. Whoever speaks for the child hears that it happened, the child alone where: an adult who is not to know where
    a family went must not read it in a message of ours (SAF-4). Raises NotForYou."""
    offer = _open(offer)
    if not _may_answer(by, offer, at) or by.pk == offer.asked_by_id:
        raise NotForYou(_("A worker of the office it is offered to takes the family, not the one who offered it."))
    home = queries.home_of(offer.child)
    home.office, home.since = offer.to, at
    home.save(update_fields=["office", "since"])
    _settle(offer, by, at, taken=True)
    log.write("family.handed_over", by=by, subject=f"child:{offer.child_id}", at=at, office=str(offer.to_id))
    _tell(offer, at)
    return home


@transaction.atomic
def leave_offer(*, by, offer: HandOver, at: datetime) -> HandOver:
    """One of either office says no, or takes the offer back. Raises NotForYou."""
    offer = _open(offer)
    mine = queries.works_for(by, offer.child, at=at) and not policy.belongs_to(by, offer.child)
    if not (mine or _may_answer(by, offer, at)):
        raise NotForYou(_("A worker of one of the two offices answers this."))
    log.write("family.offer_left", by=by, subject=f"child:{offer.child_id}", at=at, office=str(offer.to_id))
    return _settle(offer, by, at, taken=False)


def _may_answer(by, offer: HandOver, at: datetime) -> bool:
    return offer.to_id in queries.works_in(by, at=at) and not policy.belongs_to(by, offer.child)


def _held(child) -> Home | None:
    hold(child)
    return queries.home_of(child)


def _open(offer: HandOver) -> HandOver:
    """As it stands, the child held before it; over as well where the family has gone elsewhere meanwhile."""
    home = _held(offer.child)
    found = HandOver.objects.select_for_update(of=("self",)).select_related("child", "since", "to").get(pk=offer.pk)
    if found.settled_at or home is None or home.office_id != found.since_id:
        raise NotForYou(_("This has been done already."))
    return found


def _settle(offer: HandOver, by, at: datetime, *, taken: bool) -> HandOver:
    offer.settled_at, offer.settled_by, offer.taken = at, by, taken
    offer.save(update_fields=["settled_at", "settled_by", "taken"])
    return offer


def _tell(offer: HandOver, at: datetime) -> None:
    """Adults who are known and in no doubt, and the child."""
    child, about = offer.child, f"child:{offer.child_id}"
    for link in queries.links_about(child):
        if link.is_known and link.guardian.is_active:
            tell(person=link.guardian, kind="consent.office", about=about, at=at)
    name = offer.to.name_en if child.language == "en" and offer.to.name_en else offer.to.name
    tell(person=child, kind="consent.my_office", about=about, at=at, office=name)
