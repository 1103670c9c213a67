"""Who may carry children's words, as sentences."""

from datetime import datetime

from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.consent import queries as consent
from voices.advocacy.models import Brief, Campaign


def may_curate(person, campaign: Campaign, *, at: datetime) -> bool:
    """A curator of the campaign's own office."""
    return campaign.office_id in accounts.offices_as(person, Role.CURATOR, at=at)


def may_open(person, office, *, at: datetime) -> bool:
    return office.pk in accounts.offices_as(person, Role.CURATOR, at=at)


def is_family(person, child) -> bool:
    """The child's own people keep their hands off: they could not say no to themselves (MOD-6)."""
    return person.pk == child.pk or consent.guardians_of(child).filter(pk=person.pk).exists()


def may_release(person, brief: Brief, *, at: datetime) -> bool:
    """A second curator, neither the maker nor family of anybody quoted."""
    if person.pk == brief.made_by_id or not may_curate(person, brief.campaign, at=at):
        return False
    return not any(is_family(person, quote.voice.author) for quote in brief.quotes.select_related("voice__author"))


def may_answer(person, delivery, *, at: datetime) -> bool:
    """Somebody of the office that received it, or a curator who writes down what it said."""
    if accounts.has_role(person, Role.PARTNER, at=at):
        return delivery.office_id in accounts.offices_as(person, Role.PARTNER, at=at)
    return may_curate(person, delivery.brief.campaign, at=at)
