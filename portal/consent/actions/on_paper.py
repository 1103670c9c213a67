"""A family without a phone: the whole way in on paper, written down by a worker, checked by others (CON-18)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import actions as accounts
from portal.accounts.kinds import Kind
from portal.consent import policy, queries
from portal.consent.actions.adding import hold
from portal.consent.actions.asks import ask
from portal.consent.actions.entering import enter
from portal.consent.actions.guardianship import NotForYou, held
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
    adult = _adult(by, called, language, at)
    about = {"real_name": real_name, "birth_date": birth_date, "pseudonym": pseudonym, "avatar": avatar}
    signed = {"notice": notice, "reference": reference, "said_on": said_on}
    return _child(by, office, adult, relation, about | {"language": language}, signed, at)


@transaction.atomic
def add_sibling_on_paper(
    *,
    by,
    link: GuardianLink,
    relation: str,
    language: str,
    real_name: str,
    birth_date: date,
    pseudonym: str,
    avatar: str,
    notice: Notice,
    reference: str,
    said_on: date,
    at: datetime,
) -> GuardianLink:
    """One more child of an adult whose papers were seen, as for the first: nothing is confirmed by it.

    That the adult is the guardian of this child too is for the papers to say. Raises NotForYou, NameCannotBeUsed.
    """
    link = held(link)
    home = queries.home_of(link.child)
    if not link.is_known or home is None or not policy.may_enter(by, link, worker=_works(by, link.child, at)):
        raise NotForYou(_("A worker of the family's office does this, for an adult whose papers were seen."))
    about = {"real_name": real_name, "birth_date": birth_date, "pseudonym": pseudonym, "avatar": avatar}
    signed = {"notice": notice, "reference": reference, "said_on": said_on}
    return _child(by, home.office, link.guardian, relation, about | {"language": language}, signed, at)


@transaction.atomic
def add_adult_on_paper(*, by, child, called: str, relation: str, language: str, at: datetime) -> GuardianLink:
    """One more adult of a child, without e-mail or number. Their papers are still to be seen, and they have said
    nothing yet: what the others answered stands as it stood. Raises NotForYou."""
    if not _works(by, child, at) or policy.belongs_to(by, child) or queries.is_grown(child, at=at):
        raise NotForYou(_("A worker of the family's office does this."))
    hold(child)
    return tie(by=by, child=child, guardian=_adult(by, called, language, at), relation=relation, at=at)


def _works(by, child, at: datetime) -> bool:
    return queries.works_for(by, child, at=at)


def _adult(by, called: str, language: str, at: datetime):
    return accounts.create_adult(by=by, kind=Kind.GUARDIAN, email="", pseudonym=called, language=language, at=at)


def _child(by, office, adult, relation: str, about: dict, signed: dict, at: datetime) -> GuardianLink:
    shown = {name: about[name] for name in ("pseudonym", "avatar", "language")}
    child = accounts.create_child(by=by, at=at, **shown)
    privacy.keep(by=by, person=child.pk, real_name=about["real_name"], birth_date=about["birth_date"], at=at)
    know(by=by, child=child, office=office, at=at)
    link = tie(by=by, child=child, guardian=adult, relation=relation, at=at)
    enter(by=by, link=link, purpose=Purpose.ACCOUNT, yes=True, method=Method.PAPER, at=at, **signed)
    ask(by=by, child=child, purpose=Purpose.ACCOUNT, at=at)
    return link
