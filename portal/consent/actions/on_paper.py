"""A family without a phone: the whole way in on paper, written down by a worker, checked by others (CON-18)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import actions as accounts
from portal.accounts.kinds import Kind
from portal.consent import queries
from portal.consent.actions.asks import ask
from portal.consent.actions.entering import enter
from portal.consent.actions.guardianship import NotForYou
from portal.consent.actions.homes import know
from portal.consent.actions.links import tie
from portal.consent.kinds import Method
from portal.consent.models import GuardianLink, Notice
from portal.consent.purposes import Purpose
from portal.privacy import actions as privacy


@transaction.atomic
def register_on_paper(
    *,
    by,
    office,
    called: str,
    language: str,
    relation: str,
    real_name: str,
    birth_date: date,
    pseudonym: str,
    avatar: str,
    notice: Notice,
    reference: str,
    said_on: date,
    at: datetime,
) -> GuardianLink:
    """An adult without e-mail or number, and their child: name to the vault, the rest as for everybody.

    Nothing is confirmed by it: another worker compares the papers, and a second one stands for the signed yes to the
    account. `called` is how workers tell the adult from others, no real name. Raises NotForYou, NameCannotBeUsed.
    """
    if office.pk not in queries.works_in(by, at=at) or not office.ours:
        raise NotForYou(_("A worker of the office registers a family."))
    adult = accounts.create_adult(by=by, kind=Kind.GUARDIAN, email="", pseudonym=called, language=language, at=at)
    child = accounts.create_child(by=by, pseudonym=pseudonym, avatar=avatar, language=language, at=at)
    privacy.keep(by=by, person=child.pk, real_name=real_name, birth_date=birth_date, at=at)
    know(by=by, child=child, office=office, at=at)
    link = tie(by=by, child=child, guardian=adult, relation=relation, at=at)
    signed = {"notice": notice, "method": Method.PAPER, "reference": reference, "said_on": said_on}
    enter(by=by, link=link, purpose=Purpose.ACCOUNT, yes=True, at=at, **signed)
    ask(by=by, child=child, purpose=Purpose.ACCOUNT, at=at)
    return link
