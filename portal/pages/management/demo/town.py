"""Offices, services, staff and families of the demo."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from portal.accounts import actions as accounts
from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.roles import QualificationKind
from portal.consent import actions as consent
from portal.consent import queries as consents
from portal.consent.kinds import Papers, Relation
from portal.consent.purposes import Purpose
from portal.directory import actions as directory
from portal.directory.models import Office
from portal.pages.management.demo import people, places
from portal.privacy import actions as privacy


@dataclass
class Town:
    offices: dict[str, Office] = field(default_factory=dict)
    staff: dict[str, User] = field(default_factory=dict)

    @property
    def home(self) -> Office:
        return self.offices["huaian"]


def settle(*, at: datetime) -> Town:
    town = Town()
    organisations = {
        key: directory.add_organisation(by=None, name=name, name_en=name_en, kind=kind, at=at)
        for key, name, name_en, kind in places.ORGANISATIONS
    }
    for key, organisation, name, name_en, area, ours, receives, contact in places.OFFICES:
        town.offices[key] = directory.add_office(
            by=None,
            organisation=organisations[organisation],
            name=name,
            name_en=name_en,
            area=area,
            ours=ours,
            receives=receives,
            contact=contact,
            at=at,
        )
    # Tuesday to Saturday, as the children's centre keeps its doors.
    directory.add_duty(by=None, office=town.home, weekdays=[1, 2, 3, 4, 5], opens=time(9), closes=time(18), at=at)
    for number, (name, name_en, words, words_en, phone, hours, national) in enumerate(places.SERVICES):
        directory.add_service(
            by=None,
            name=name,
            name_en=name_en,
            words=words,
            words_en=words_en,
            phone=phone,
            hours=hours,
            national=national,
            place=number,
            checked_on=timezone.localdate(at),
            at=at,
        )
    for row in people.STAFF:
        hire(town, Kind.STAFF, row, at=at)
    hire(town, Kind.PARTNER, people.PARTNER, at=at)
    return town


def hire(town: Town, kind: Kind, row: tuple, *, at: datetime) -> None:
    name, shown, email, roles, office = row
    person = accounts.create_adult(
        by=None, kind=kind, email=email, pseudonym=shown, username=name, password=people.PASSWORD, confirmed=True, at=at
    )
    for role in roles:
        accounts.grant_role(by=None, person=person, role=role, office=town.offices[office], at=at)
    for check in QualificationKind:
        accounts.record_qualification(
            by=None,
            person=person,
            kind=check,
            checked_on=timezone.localdate(at),
            expires_at=at + timedelta(days=365),
            at=at,
        )
    accounts.accept_conduct(by=person, at=at)
    accounts.enrol_totp(person, people.TOTP_SECRET, at=at)
    town.staff[name] = person


def born(age: int, at: datetime) -> date:
    """Somebody who turned `age` some three months before `at`."""
    day = timezone.localdate(at) - timedelta(days=100)
    return date(day.year - age, day.month, min(day.day, 28))


def guardian(email: str, *, at: datetime) -> User:
    return accounts.create_adult(by=None, kind=Kind.GUARDIAN, email=email, confirmed=True, at=at)


def child_of(town: Town, adult: User, *, name: str, age: int, pseudonym: str, avatar: str, at: datetime) -> User:
    """A child known to both workers (G3), who has said nothing yet."""
    child = consent.add_child(
        by=adult,
        real_name=name,
        birth_date=born(age, at),
        relation=Relation.MOTHER,
        pseudonym=pseudonym,
        avatar=avatar,
        language="zh-hans",
        at=at,
    )
    consent.take_in(by=town.staff["facilitator1"], child=child, office=town.home, at=at)
    for hand, step in (("facilitator1", consent.check_papers), ("supervisor", consent.confirm_guardianship)):
        worker = town.staff[hand]
        link = consents.links_waiting(worker, at=at).get(child=child)
        privacy.look_at_papers(by=worker, person=child.pk, about=link.pk, why="和证件核对", at=at)
        step(by=worker, link=link, papers=Papers.HOUSEHOLD, at=at)
    child.refresh_from_db()
    return child


def agree(adult: User, child: User, purpose: Purpose, scope: str = "", *, at: datetime) -> None:
    """Guardian and child both read their notice and say yes."""
    for person in (adult, child):
        audience = consents.audience_for(person, child, at=at)
        notice = consents.notice(purpose, audience, "zh-hans", at=at)
        consent.answer(by=person, child=child, purpose=purpose, scope=scope, yes=True, notice=notice, at=at)


def welcome(town: Town, *, at: datetime) -> dict:
    """The demo guardian and two children, who may publish but have been asked about nothing in particular."""
    adult = guardian(people.GUARDIAN_EMAIL, at=at)
    family = {"guardian": adult}
    for key, name, age, pseudonym, avatar in people.CHILDREN:
        family[key] = child_of(town, adult, name=name, age=age, pseudonym=pseudonym, avatar=avatar, at=at)
        agree(adult, family[key], Purpose.PUBLISH, at=at)
        agree(adult, family[key], Purpose.PICTURE_BY_CHILD, at=at)
    return family
