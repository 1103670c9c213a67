"""Families, and what they said."""

import itertools
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from portal.accounts.kinds import Avatar, Kind
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consent import actions, queries
from portal.consent.kinds import Papers, Relation
from portal.consent.models import Ask, GuardianLink
from portal.consent.purposes import Level
from portal.consent.states import LinkState
from portal.privacy import actions as privacy
from tests.making import accounts as make_accounts

count = itertools.count(1)
LEVELS = {
    Level.G1: {"state": LinkState.WAITING},
    Level.G2: {"state": LinkState.CONFIRMED},
    Level.G3: {"state": LinkState.CONFIRMED},
}


@dataclass
class Family:
    child: User
    guardians: list[User]
    links: list[GuardianLink]

    @property
    def guardian(self) -> User:
        return self.guardians[0]

    @property
    def link(self) -> GuardianLink:
        return self.links[0]


def person(kind, **fields) -> User:
    number = next(count)
    email = "" if kind == Kind.CHILD else f"{kind}-{number}@example.org"
    fields = {"username": f"{kind}-{number}", "email": email, "pseudonym": f"{kind}{number}"} | fields
    return User.objects.create(kind=kind, **fields)


def born(age: int, at: datetime) -> date:
    """A birth date that makes somebody so old, having turned it the day before."""
    day = queries.day(at) - timedelta(days=1)
    return date(day.year - age, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)


def child(*, age: int | None = 8, at: datetime | None = None, **fields) -> User:
    at = at or timezone.now()
    made = person(Kind.CHILD, **({"avatar": Avatar.BELL} | fields))
    if age is not None:
        privacy.keep(by=None, person=made.pk, real_name=f"真名{made.username}", birth_date=born(age, at), at=at)
    return made


def known(kid: User, *, born: str, at: datetime) -> None:
    """Puts a birth date into the vault."""
    privacy.keep(by=None, person=kid.pk, real_name=f"真名{kid.username}", birth_date=date.fromisoformat(born), at=at)


def worker(*, at: datetime | None = None, office=None) -> User:
    """A social worker whose checks are in date; of every office unless one is given."""
    return make_accounts.staff(Role.WORKER, office=office, at=at or timezone.now())


def link(kid: User, guardian: User, *, level: int = Level.G3, at: datetime | None = None, **fields) -> GuardianLink:
    at = at or timezone.now()
    seen = {"papers_at": at, "papers_by": person(Kind.STAFF)} if level >= Level.G2 else {}
    sure = {"confirmed_at": at, "confirmed_by": person(Kind.STAFF)} if level >= Level.G3 else {}
    fields = {"relation": Relation.MOTHER, "level": level, "made_at": at, "made_by": guardian} | fields
    return GuardianLink.objects.create(child=kid, guardian=guardian, **LEVELS[Level(level)], **seen, **sure, **fields)


def family(*, child_age: int | None = 8, level: int = Level.G3, guardians: int = 1, at=None, **fields) -> Family:
    """One child with guardians all known to one level; nobody has been asked anything yet."""
    kid = child(age=child_age, at=at, **fields)
    adults = [person(Kind.GUARDIAN) for _ in range(guardians)]
    return Family(kid, adults, [link(kid, adult, level=level, at=at) for adult in adults])


def looked(by: User, link: GuardianLink, *, at: datetime | None = None) -> GuardianLink:
    """A worker has opened name and birth date to compare them with the papers in their hand."""
    at = at or timezone.now()
    privacy.look_at_papers(by=by, person=link.child_id, about=link.pk, why="和证件核对", at=at)
    return link


def checked(by: User, link: GuardianLink, *, at: datetime | None = None) -> GuardianLink:
    at = at or timezone.now()
    return actions.check_papers(by=by, link=looked(by, link, at=at), papers=Papers.HOUSEHOLD, at=at)


def confirmed(by: User, link: GuardianLink, *, at: datetime | None = None) -> GuardianLink:
    at = at or timezone.now()
    return actions.confirm_guardianship(by=by, link=looked(by, link, at=at), papers=Papers.HOUSEHOLD, at=at)


def at_office(home: Family, office) -> Family:
    """The family is known at that office."""
    actions.come_to(by=None, child=home.child, office=office, at=timezone.now())
    return home


def says(who: User, kid: User, purpose, scope: str = "", *, yes: bool = True, at: datetime | None = None, words=""):
    """One person's answer, having read the notice meant for them."""
    at = at or timezone.now()
    if scope:  # one thing in particular is answered by whom it was put to
        Ask.objects.get_or_create(
            child=kid, purpose=purpose, scope=scope, defaults={"asked_at": at, "asked_by": who, "about": {"en": "this"}}
        )
    words_read = queries.notice(purpose, queries.audience_for(who, kid, at=at), who.language, at=at)
    return actions.answer(
        by=who, child=kid, purpose=purpose, scope=scope, yes=yes, notice=words_read, words=words, at=at
    )


def all_say(home: Family, purpose, scope: str = "", *, yes: bool = True, at: datetime | None = None) -> None:
    """Every guardian and the child say the same."""
    for who in [*home.guardians, home.child]:
        says(who, home.child, purpose, scope, yes=yes, at=at)
