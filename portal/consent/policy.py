"""Who may check whose papers."""

from portal.consent.models import GuardianLink
from portal.consent.queries import guardians_of
from portal.consent.states import LinkState


def is_family(person, link: GuardianLink) -> bool:
    """Somebody of the child's own family, whatever their role here."""
    return person.pk in {link.guardian_id, link.child_id} or guardians_of(link.child_id).filter(pk=person.pk).exists()


def may_check_papers(person, link: GuardianLink, *, worker: bool) -> bool:
    return worker and person.is_active and not is_family(person, link) and link.state == LinkState.WAITING


def may_confirm(person, link: GuardianLink, *, worker: bool) -> bool:
    """A second worker, never the one who saw the papers."""
    return (
        worker
        and person.is_active
        and not is_family(person, link)
        and link.state == LinkState.CONFIRMED
        and link.confirmed_at is None
        and link.papers_by_id != person.pk
    )


def may_rest(person, link: GuardianLink, *, worker: bool) -> bool:
    return worker and person.is_active and not is_family(person, link) and link.state != LinkState.ENDED
