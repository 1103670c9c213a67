"""What accounts announce, told to those it concerns: a check that runs out, a glass that was broken, a first day."""

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation

from portal.accounts import queries as accounts
from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.notices.actions import tell, write_to


def qualification_ends(sender, *, person, kind, ends_at, at, **kwargs):
    """The holder and the supervisors of their offices: a paper takes weeks, and without it children wait (SAF-8)."""
    holder = User.objects.get(pk=person)
    day = f"{timezone.localtime(ends_at):%Y-%m-%d}"
    tell(person=holder, kind=f"staff.{kind}_ends", at=at, day=day)
    for boss in supervisors(holder, at=at):
        tell(person=boss, kind="staff.check_ends", at=at, name=str(holder), day=day, person_key=str(person))


def glass_broken(sender, *, by, person, at, **kwargs):
    """Those who answer for children and for data hear at once that somebody acted without a role."""
    told = accounts.staff_with(Role.SAFEGUARDING_LEAD, at=at) | accounts.staff_with(Role.DATA_OFFICER, at=at)
    for each in told.exclude(pk=by).distinct():
        tell(person=each, kind="staff.glass_broken", at=at, person_key=str(person))


def welcomed(sender, *, person, at, **kwargs):
    """A new colleague or partner reads where to come in. The letter opens nothing: the code is asked for there."""
    which = "partner" if person.kind == Kind.PARTNER else "welcome"

    def write():
        with translation.override(person.language):
            address = settings.WAGTAILADMIN_BASE_URL + reverse("account_login")
            subject = render_to_string(f"account/email/{which}_subject.txt").strip()
            words = render_to_string(f"account/email/{which}_message.txt", {"address": address})
            write_to(person.email, subject=settings.ACCOUNT_EMAIL_SUBJECT_PREFIX + subject, words=words)

    transaction.on_commit(write, robust=True)


def supervisors(holder: User, *, at) -> list[User]:
    """Of every office in which the person has a role, in force or resting; never the person."""
    found = {}
    for office in accounts.offices_granted(holder):
        for boss in accounts.staff_with(Role.SUPERVISOR, at=at, office=office):
            found[boss.pk] = boss
    found.pop(holder.pk, None)
    return list(found.values())
