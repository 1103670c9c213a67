"""Dull makers of people."""

from datetime import UTC, datetime, timedelta
from itertools import count

from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.userkit import user_id_to_str
from allauth.usersessions.models import UserSession
from django.utils import timezone

from portal.accounts import actions
from portal.accounts.kinds import Kind
from portal.accounts.roles import WITH_CHILDREN, QualificationKind, Role
from tests.making import directory as make_directory
from tests.making import privacy as make_privacy

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)  # a Monday, nine in the morning in Shanghai
PASSWORD = "the eave keeps the rain off"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
numbers = count(1)
STEMS = str.maketrans("0123456789", "甲乙丙丁戊己庚辛壬癸")  # a name with many digits would be taken for a contact


def child(*, age=9, pseudonym="", avatar="kite", language="zh-hans", real_name="", active=True, at=AT):
    """A child with an open account, known to the vault unless `age` is None."""
    number = next(numbers)
    made = actions.create_child(
        by=None,
        pseudonym=pseudonym or f"安静的风筝{str(number).translate(STEMS)}",
        avatar=avatar,
        language=language,
        at=at,
    )
    if age is not None:
        make_privacy.identity(made.pk, real_name=real_name or f"欧阳试{number}", age=age, at=at)
    return actions.activate(by=None, person=made, at=at) if active else made


def guardian(*, email="", at=AT):
    return actions.create_adult(
        by=None, kind=Kind.GUARDIAN, email=email or f"guardian{next(numbers)}@example.org", confirmed=True, at=at
    )


def staff(*roles, office=None, vetted=None, pseudonym="", password="", at=AT):
    """Somebody who works here, e.g. `staff(Role.MODERATOR, office=…)`; vetted when a role meets children."""
    number = next(numbers)
    made = actions.create_adult(
        by=None,
        kind=Kind.STAFF,
        email=f"staff{number}@example.org",
        pseudonym=pseudonym or f"阿宁{number}",
        password=password,
        confirmed=True,
        at=at,
    )
    actions.accept_conduct(by=made, at=at)
    for role in roles:
        actions.grant_role(by=None, person=made, role=role, office=office, at=at)
    if vetted or (vetted is None and set(roles) & WITH_CHILDREN):
        qualify(made, at=at)
    return made


def partner(*, office=None, at=AT):
    """Somebody of an office that receives what children say; the one that is given does so from now on."""
    office = office or make_directory.office(ours=False, receives=True)
    office.receives = True
    office.save(update_fields=["receives"])
    made = actions.create_adult(
        by=None, kind=Kind.PARTNER, email=f"partner{next(numbers)}@example.org", confirmed=True, at=at
    )
    actions.grant_role(by=None, person=made, role=Role.PARTNER, office=office, at=at)
    return made


def qualify(person, *, expires_at=None, at=AT):
    """Vetting and training, a year from `at` or until `expires_at`; without that, in date today as well."""
    if expires_at is None and abs(timezone.now() - at) > timedelta(days=1):
        qualify(person, at=timezone.now())
    for kind in QualificationKind:
        actions.record_qualification(
            by=None,
            person=person,
            kind=kind,
            checked_on=timezone.localdate(at - timedelta(days=1)),
            expires_at=expires_at or at + timedelta(days=364),
            at=at,
        )


def sign_in(client, person):
    """Signs the person in on Django's test client as the door wants it: a guardian by a code, others by two factors."""
    client.force_login(person)
    if person.kind == Kind.CHILD:
        return person
    proof = {"method": "code", "at": timezone.now().timestamp()}
    if person.kind != Kind.GUARDIAN:
        factor = actions.enrol_totp(person, TOTP_SECRET)
        proof = {"method": "mfa", "type": "totp", "id": factor.pk, "at": timezone.now().timestamp()}
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [proof]
    session["account_authentication_methods_user"] = user_id_to_str(person)
    session.save()
    return person


def enter(client, person):
    """Signs in as above, and leaves the note that a sign-in on the page leaves of itself."""
    sign_in(client, person)
    UserSession.objects.create(
        user=person, ip="127.0.0.1", session_key=client.session.session_key, user_agent="Mozilla/5.0 (Linux) Mobile"
    )
    return person
