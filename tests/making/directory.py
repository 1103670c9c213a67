"""Dull makers of organisations, offices and services."""

from datetime import UTC, datetime
from itertools import count

from portal.directory import actions
from portal.directory.kinds import OrganisationKind
from portal.directory.models import Organisation

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
numbers = count(1)
REACHED = "安和区前街1号一楼窗口，电话12345"


def office(*, name="", name_en="", ours=True, receives=False, contact="", at=AT):
    """An office of ours, or with `ours=False, receives=True` one that receives briefs."""
    house, house_en = ("我们的机构", "Our organisation") if ours else ("安和区某局", "A bureau of Anhe")
    organisation = Organisation.objects.filter(name=house).first() or actions.add_organisation(
        by=None,
        name=house,
        name_en=house_en,
        kind=OrganisationKind.OURS if ours else OrganisationKind.BUREAU,
        at=at,
    )
    number = next(numbers)
    return actions.add_office(
        by=None,
        organisation=organisation,
        name=name or f"槐安站点{number}",
        name_en=name_en or f"Huai'an site {number}",
        area="安和区",
        ours=ours,
        receives=receives,
        contact=contact or (REACHED if receives else ""),
        at=at,
    )


def service(*, name="12355", words="心里难受的时候", phone="12355", checked_on=None, at=AT, **more):
    checked_on = checked_on or at.date()
    return actions.add_service(by=None, name=name, words=words, phone=phone, checked_on=checked_on, at=at, **more)
