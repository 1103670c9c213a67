"""Children who began alone, as their own browser and the grown-up they named may see them; nobody else sees any."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Q

from portal.accounts import policy as doors
from portal.accounts import queries as people
from portal.consent.models import Invitation, Start
from portal.consent.queries import seconds
from portal.consent.states import InvitationState, StartState
from portal.privacy import queries as privacy

KEPT_FOR = timedelta(days=14)  # two week-ends of somebody who works in shifts; after that nothing of it is left


def starts_here(tokens: Iterable[str], *, at: datetime) -> list[Start]:
    """Starts that the browser with these tokens began, oldest first; none that is due to go."""
    hashes = [people.hashed(token) for token in tokens]
    found = Start.objects.filter(browser_hash__in=hashes, made_at__gt=at - KEPT_FOR)
    return list(found.select_related("child").order_by("made_at"))


def invitation_for(token: str, person, *, browser: Iterable[str] = (), at: datetime) -> Invitation | None:
    """What the link asks of this grown-up, or None: used, replaced, too old, guessed, or sent to somebody else.

    Who holds a link proves nothing: the person has shown, by a code, that the number or address it went to is theirs,
    and does not sit at the browser on which the child began (CON-8).
    """
    waits = Q(start__state=StartState.WAITING, start__made_at__gt=at - KEPT_FOR) | Q(child__isnull=False)
    found = (
        Invitation.objects.select_related("start", "child", "asked_by")
        .filter(waits, token_hash=people.hashed(token), state=InvitationState.READY, expires_at__gt=at)
        .first()
    )
    if found is None or not person.is_guardian or not person.is_active:
        return None
    if found.start and found.start.browser_hash in {people.hashed(each) for each in browser}:
        return None
    if found.child and not seconds.may_join(person, found, at=at):
        return None
    return found if has_shown(person, found, at=at) else None


def has_shown(person, invitation: Invitation, *, at: datetime) -> bool:
    lasts = doors.NUMBER_LASTS
    return people.has_shown(person, kind=invitation.kind, marks=[invitation.mark], lasts=lasts, at=at)


def is_over(start: Start, *, at: datetime) -> bool:
    """Whether it is due to go, though the clock has not come by yet."""
    return start.made_at <= at - KEPT_FOR


def is_token_of(start: Start, token: str) -> bool:
    return start.browser_hash == people.hashed(token)


def is_waiting_name(name: str) -> bool:
    """Whether a child who waits for a grown-up has chosen this name: it is kept for them."""
    return Start.objects.filter(pseudonym__iexact=" ".join(name.split()), state=StartState.WAITING).exists()


def contact_of(start: Start):
    """The sealed contact of a start, for the machine that writes there; for no page."""
    return privacy.contacts(start.pk).first()


def last_asked(start: Start) -> datetime | None:
    return start.invitations.order_by("-made_at").values_list("made_at", flat=True).first()
