"""Who hears what parts below announce: a look nobody allowed, an answer to a wish, a change in how a child comes in."""

from django.dispatch import receiver

from portal.accounts import queries as people
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.accounts.signals import way_in_changed
from portal.consent import queries as consent
from portal.consent.kinds import Authority
from portal.family.policy import DECIDERS
from portal.notices import actions as notices
from portal.privacy.signals import glass_broken, wish_answered

AT_LEAST = 2


@receiver(glass_broken)
def alert(sender, request, by, at, **more):
    """Everybody who could have allowed it; with fewer than two of them the other leads, so that one pair of eyes is
    never the only one. No name and no child in the message: it says where to read."""
    heard = {}
    for role in (*sorted(DECIDERS), Role.SAFEGUARDING_LEAD):
        if role == Role.SAFEGUARDING_LEAD and len(heard) >= AT_LEAST:
            break
        heard |= {person.pk: person for person in people.staff_with(role, at=at).exclude(pk=by.pk)}
    for person in heard.values():
        notices.tell(person=person, kind="privacy.glass_broken", at=at)


@receiver(wish_answered)
def tell_whoever_asked(sender, wish, at, **more):
    """Only that there is an answer; what it says is read behind the sign-in."""
    person = User.objects.filter(pk=wish.by, is_active=True).first()
    if person:
        kind = "privacy.answered_child" if person.is_child else "privacy.answered"
        notices.tell(person=person, kind=kind, about=f"child:{wish.person}", at=at, child=str(wish.person))


@receiver(way_in_changed)
def tell_who_speaks(sender, person, what, at, **more):
    """Every confirmed guardian who speaks in everything: a card that a stranger used is seen by nobody else (SEC-10).

    What care has blocked is not said, and nobody hears it of a person who has grown up.
    """
    if consent.is_grown(person, at=at):
        return
    for link in consent.speakers(person):
        if link.authority == Authority.FULL:
            about = f"child:{person}"
            notices.tell(person=link.guardian, kind=f"family.{what}", about=about, at=at, child=str(person))
