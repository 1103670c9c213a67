"""Which office knows a family: a worker takes it in, or it comes by itself through something an office offers."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import policy, queries
from portal.consent.actions.adding import hold
from portal.consent.actions.guardianship import NotForYou
from portal.consent.models import Home


@transaction.atomic
def take_in(*, by, child, office, at: datetime) -> Home:
    """A worker takes a family that no office knows yet into an office of their own. Raises NotForYou."""
    if office.pk not in queries.works_in(by, at=at) or not office.ours or policy.belongs_to(by, child):
        raise NotForYou(_("A worker of the office takes a family in."))
    hold(child)
    if queries.home_of(child):
        raise NotForYou(_("An office knows this family already."))
    return know(by=by, child=child, office=office, at=at)


@transaction.atomic
def come_to(*, by, child, office, at: datetime) -> Home:
    """Whoever comes through an office's activity is known there, unless an office knows them already."""
    hold(child)
    return queries.home_of(child) or know(by=by, child=child, office=office, at=at)


def know(*, by, child, office, at: datetime) -> Home:
    """Writes it down, for a child of whom the caller has seen to the rest."""
    made = Home.objects.create(child=child, office=office, since=at)
    log.write("family.taken_in", by=by, subject=f"child:{child.pk}", at=at, office=str(office.pk))
    return made
