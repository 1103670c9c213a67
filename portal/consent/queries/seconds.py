"""Adults invited to a child who is here already: by whom, what became of it, what the child may say (CON-18)."""

from datetime import datetime

from portal.consent.models import GuardianLink, Invitation
from portal.consent.queries.speaking import age_of, is_grown, speaking_links
from portal.consent.states import InvitationState, LinkState

OWN_WORD_FROM = 12  # at this age a child's word is the second side of a link


def link_to_invite_by(guardian, child, *, at: datetime) -> GuardianLink | None:
    """The link by which somebody may invite one more adult: known, in everything, and the child not yet grown."""
    link = speaking_links(guardian).filter(child=child).select_related("child").first()
    return link if link and link.speaks_in_all and not is_grown(child, at=at) else None


def may_join(person, invitation: Invitation, *, at: datetime) -> bool:
    """The one who asked may still ask, and this adult was never linked to the child: an end is not undone by a link."""
    already = GuardianLink.objects.filter(child=invitation.child, guardian=person)
    if person.pk == invitation.asked_by_id or already.exists():
        return False
    return link_to_invite_by(invitation.asked_by, invitation.child, at=at) is not None


def invitations_by(guardian, child) -> list[Invitation]:
    """What this guardian sent for this child and has not replaced, newest first; nobody else's."""
    found = Invitation.objects.filter(asked_by=guardian, child=child).exclude(state=InvitationState.REPLACED)
    return list(found.order_by("-made_at"))


def invitation_of(guardian, pk) -> Invitation | None:
    return Invitation.objects.filter(asked_by=guardian, pk=pk).select_related("child").first()


def links_to_answer(child, *, at: datetime):
    """Adults who said that they belong to this child, and whose papers nobody has seen: a child of twelve says whether
    it is so. What it said before can be said anew as long as a worker has not decided."""
    age = age_of(child, at=at)
    found = GuardianLink.objects.filter(child=child, state=LinkState.WAITING, invited_by__isnull=False)
    found = found.filter(guardian__is_active=True).order_by("made_at")
    return found if age is not None and age >= OWN_WORD_FROM else found.none()
