"""Accounts that were begun and never proved, and with which nothing was ever done."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.audit import queries as audit
from portal.privacy import queries as privacy

BEGINNING = {"account.made", "contact.kept"}  # what is on record of a sign-up and nothing more
OWN = {EmailAddress}  # what a sign-up itself leaves behind


def unfinished(*, before: datetime) -> QuerySet[User]:
    """Guardians who signed up until then, whose address or number never answered, who never came in, and at whom no
    row of any table points. Whom the house entered on paper has neither, and is none of them."""
    addresses = EmailAddress.objects.filter(user=OuterRef("pk"))
    waits = Q(Exists(addresses.filter(verified=False))) | Q(pk__in=privacy.persons_unanswered())
    proved = Q(Exists(addresses.filter(verified=True))) | Q(pk__in=privacy.persons_answered())
    begun = User.objects.filter(kind=Kind.GUARDIAN, is_superuser=False, last_login=None, date_joined__lte=before)
    holds = [~Exists(_rows(relation)) for relation in _pointing()]
    return begun.filter(waits, *holds).exclude(proved).order_by("date_joined", "pk")


def is_only_begun(person: User) -> bool:
    """Whether nothing but its beginning is on record."""
    acts = set(audit.lines(subject=f"person:{person.pk}").values_list("act", flat=True))
    return acts <= BEGINNING


def _pointing():
    """Every column of every table that leads to a person, those without a way back too."""
    fields = User._meta.get_fields(include_hidden=True)
    return [each for each in fields if each.auto_created and not each.concrete and each.related_model not in OWN]


def _rows(relation) -> QuerySet:
    return relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")})
