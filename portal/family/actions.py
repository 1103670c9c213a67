"""What one of a family does over several parts at once."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.queries import scope
from portal.consent import actions as consent
from portal.consent import queries
from portal.consent.purposes import Purpose, Say
from portal.consent.states import State
from portal.privacy import actions as privacy
from portal.privacy.kinds import WishKind


@transaction.atomic
def take_everything_back(*, by, child, account: bool = False, at: datetime) -> int:
    """Takes back every yes of this person about the child; that of the account only when it is meant.

    A no is not touched, and what others said stays theirs. Each taking back is one event, as if done by hand.
    """
    seen, taken = set(), 0
    for event in queries.answers_of(by, child=child):
        key = event.purpose, event.scope
        if key in seen or (event.purpose == Purpose.ACCOUNT and not account):
            continue
        seen.add(key)
        if event.says(at) == Say.YES or event.state == State.PENDING:
            consent.withdraw(by=by, child=child, purpose=event.purpose, scope=event.scope, at=at)
            taken += 1
    return taken


@transaction.atomic
def think_about(*, by, child, activity, at: datetime) -> None:
    """A guardian thinks about an activity: two questions, it and its live room, each answered by itself (CON-5).

    The office that offers it knows the family from now on, unless another does.
    """
    about = {"zh-hans": activity.name, "en": activity.name_en or activity.name}
    what = {"by": by, "child": child, "scope": scope(activity), "about": about, "ends_at": activity.ends_at, "at": at}
    consent.come_to(by=by, child=child, office=activity.office, at=at)
    consent.ask(purpose=Purpose.ACTIVITY, **what)
    consent.ask(purpose=Purpose.LIVE, **what)


@transaction.atomic
def ask_for(*, by, child, kind: str, words: str = "", at: datetime):
    """A wish about what is kept. Who asks to erase takes every yes back in the same moment: effects stop at once.

    A child's own account stays open until somebody has answered, so that the child can read the answer. Raises
    NotForYou for everybody but the child and a known guardian who speaks in everything (PRI-5).
    """
    links = queries.links_of(by).filter(child=child)
    if by.pk != child.pk and not any(link.speaks_in_all for link in links):
        raise consent.NotForYou(_("This is for the child and for a guardian whose papers we have seen."))
    made = privacy.wish(by=by, person=child.pk, kind=kind, words=words, at=at)
    if kind == WishKind.ERASE:
        take_everything_back(by=by, child=child, account=by.pk != child.pk, at=at)
    return made
