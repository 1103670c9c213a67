"""Keeping the directory."""

from datetime import date, datetime, time

from django.db import transaction

from portal.audit import log
from portal.directory.kinds import OrganisationKind
from portal.directory.models import DutyHours, Office, Organisation, Service


@transaction.atomic
def add_organisation(
    *, by, name: str, name_en: str = "", kind: str = OrganisationKind.OTHER, at: datetime
) -> Organisation:
    made = Organisation.objects.create(name=name, name_en=name_en, kind=kind)
    log.write("organisation.added", by=by, subject=f"organisation:{made.pk}", at=at)
    return made


@transaction.atomic
def add_office(
    *,
    by,
    organisation: Organisation,
    name: str,
    name_en: str = "",
    area: str = "",
    ours: bool = False,
    receives: bool = False,
    contact: str = "",
    at: datetime,
) -> Office:
    said = {"name": name, "name_en": name_en, "area": area, "contact": contact}
    made = Office.objects.create(organisation=organisation, ours=ours, receives=receives, **said)
    log.write("office.added", by=by, subject=f"office:{made.pk}", at=at)
    return made


@transaction.atomic
def name_contact(*, by, office: Office, contact: str, at: datetime) -> Office:
    """How anybody reaches it; families asked before keep in their receipts what they read then (CON-23)."""
    office.contact = contact.strip()
    office.save(update_fields=["contact"])
    log.write("office.contact_named", by=by, subject=f"office:{office.pk}", at=at, contact=office.contact)
    return office


@transaction.atomic
def add_duty(*, by, office: Office, weekdays: list[int], opens: time, closes: time, at: datetime) -> list[DutyHours]:
    made = [
        DutyHours.objects.create(office=office, weekday=weekday, opens=opens, closes=closes) for weekday in weekdays
    ]
    log.write("office.duty_added", by=by, subject=f"office:{office.pk}", at=at, weekdays=weekdays)
    return made


@transaction.atomic
def add_service(
    *,
    by,
    name: str,
    name_en: str = "",
    words: str = "",
    words_en: str = "",
    phone: str = "",
    hours: str = "",
    hours_en: str = "",
    national: bool = False,
    office: Office | None = None,
    place: int = 100,
    checked_on: date,
    at: datetime,
) -> Service:
    made = Service.objects.create(
        name=name,
        name_en=name_en,
        words=words,
        words_en=words_en,
        phone=phone,
        hours=hours,
        hours_en=hours_en,
        national=national,
        office=office,
        place=place,
        checked_on=checked_on,
    )
    log.write("service.added", by=by, subject=f"service:{made.pk}", at=at)
    return made


@transaction.atomic
def check_service(*, by, service: Service, on: date, at: datetime) -> Service:
    """Somebody rang and the entry is right; it shows for another half year."""
    service.checked_on = on
    service.save(update_fields=["checked_on"])
    log.write("service.checked", by=by, subject=f"service:{service.pk}", at=at)
    return service
