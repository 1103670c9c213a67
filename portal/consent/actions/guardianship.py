"""How a link rests, comes back, is disputed, and ends (CON-17, CON-18).

At rest or ended, neither its yeses nor its noes count. But a no that a worker lifts releases nothing: the question
waits for a fresh yes. While it is disputed who speaks for a child, a no counts and a yes does not.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import policy, queries, registry
from portal.consent.actions import account
from portal.consent.actions.adding import again, hold, tell
from portal.consent.actions.telling import tell_of
from portal.consent.kinds import Method, Reason, Turn
from portal.consent.models import Event, GuardianLink
from portal.consent.purposes import Say, rule
from portal.consent.states import NEXT, NOES, YESES, LinkState, Speaker, State
from portal.ui.refusals import Refusal


class NotForYou(Refusal):
    """Checking papers is for a worker, never of the family, and the second time for another worker."""


@transaction.atomic
def suspend(*, by, link: GuardianLink, code: str, at: datetime) -> GuardianLink:
    """Rests a link: what rests on it alone stops at once. `code` says why, in no words of the family."""
    reason = Reason(code)
    link = _turn(by, link, LinkState.SUSPENDED, at)
    log.write("guardian.suspended", by=by, subject=f"link:{link.pk}", at=at, code=reason)
    silence(link, reason, by, at)
    tell_of(Turn.RESTED, link, by=by, at=at, reason=reason)
    return link


@transaction.atomic
def resume(*, by, link: GuardianLink, code: str, at: datetime) -> GuardianLink:
    """Ends the rest. Where it was a mistake of ours, earlier answers count again; else each is asked anew.

    Nothing that was taken down comes back by itself, and a link that was in doubt before is in doubt again: a rest
    settles nothing (CON-18).
    """
    reason = Reason(code)
    link = held(link)
    back = LinkState.DISPUTED if link.disputed_at else LinkState.CONFIRMED
    link = _turn(by, link, back, at, since=LinkState.SUSPENDED)
    log.write("guardian.resumed", by=by, subject=f"link:{link.pk}", at=at, code=reason)
    bring_back(link, reason, by, at)
    account.settle(by=by, child=link.child, at=at)
    tell_of(Turn.DOUBTED if link.disputed_at else Turn.BACK, link, by=by, at=at)
    return link


@transaction.atomic
def dispute(*, by, link: GuardianLink, at: datetime) -> GuardianLink:
    """Somebody doubts that this adult speaks for the child: yeses stop, noes stand, and nothing is deleted."""
    link = _turn(by, link, LinkState.DISPUTED, at, since=LinkState.CONFIRMED, disputed_at=at, disputed_by=by)
    log.write("guardian.disputed", by=by, subject=f"link:{link.pk}", at=at)
    registry.forget()
    for event in _last_of(link).filter(state__in=YESES, expires_at__gt=at):
        tell(_stopped(event, at), by)
    account.settle(by=by, child=link.child, at=at)
    tell_of(Turn.DOUBTED, link, by=by, at=at)
    return link


@transaction.atomic
def settle_dispute(*, by, link: GuardianLink, at: datetime) -> GuardianLink:
    """The doubt is gone: what was said counts as it stood. A dispute that is lost ends with `revoke`."""
    link = _turn(by, link, LinkState.CONFIRMED, at, since=LinkState.DISPUTED, disputed_at=None, disputed_by=None)
    log.write("guardian.settled", by=by, subject=f"link:{link.pk}", at=at)
    registry.forget()
    account.settle(by=by, child=link.child, at=at)
    tell_of(Turn.SETTLED, link, by=by, at=at)
    return link


@transaction.atomic
def revoke(*, by, link: GuardianLink, code: str, at: datetime) -> GuardianLink:
    """Ends a link for good: by a court, for safety, moved away. Everything said stays on record."""
    reason = Reason(code)
    link = _turn(by, link, LinkState.ENDED, at, ended_at=at, ended_code=reason)
    log.write("guardian.revoked", by=by, subject=f"link:{link.pk}", at=at, code=reason)
    silence(link, reason, by, at)
    tell_of(Turn.ENDED, link, by=by, at=at, reason=reason)
    return link


def grow_up(*, child, at: datetime) -> int:
    """The clock's: at eighteen nobody speaks for somebody else any more. Says how many links ended."""
    links = list(GuardianLink.objects.select_for_update().filter(child=child).exclude(state=LinkState.ENDED))
    for link in links:
        move(link, LinkState.ENDED)
        link.ended_at, link.ended_code = at, Reason.GROWN
        link.save(update_fields=["state", "ended_at", "ended_code"])
        log.write("guardian.ended", by=None, subject=f"link:{link.pk}", at=at, code=Reason.GROWN)
    registry.forget()
    return len(links)


def held(link: GuardianLink) -> GuardianLink:
    """The link as it stands, locked to the end of the transaction, and its child before it."""
    hold(link.child)
    return GuardianLink.objects.select_for_update(of=("self",)).select_related("child", "guardian").get(pk=link.pk)


def move(link: GuardianLink, state: LinkState) -> None:
    if state not in NEXT[LinkState(link.state)]:
        raise NotForYou(_("This has been done already."))
    link.state = state


def _turn(by, link: GuardianLink, state: LinkState, at: datetime, *, since: LinkState | None = None, **fields):
    link = held(link)
    if not policy.may_rest(by, link, worker=queries.works_for(by, link.child, at=at)):
        raise NotForYou(_("This is for another worker."))
    if since is not None and link.state != since:
        raise NotForYou(_("This has been done already."))
    move(link, state)
    for name, value in fields.items():
        setattr(link, name, value)
    link.save(update_fields=["state", *fields])
    return link


def _last_of(link: GuardianLink):
    return queries.last_events().filter(link=link).select_related("child", "actor", "link", "notice").order_by("pk")


def _stopped(event: Event, at: datetime) -> Event:
    """The same answer, as news that it does not count: never saved."""
    event.state, event.at = State.REVOKED, at
    return event


def silence(link: GuardianLink, reason: Reason, by, at: datetime, *, purposes: Collection = ()) -> list[Event]:
    """Each answer of this adult that still says something is closed, and a lifted no asks the others anew. `purposes`:
    only those; all without. Says which were closed."""
    registry.forget()
    saying = [event for event in _last_of(link) if event.state in NOES | YESES | {State.PENDING}]
    saying = [event for event in saying if not purposes or event.purpose in purposes]
    for event in saying:
        lifted = event.state in NOES
        again(event, State.REVOKED, at, method=Method.DESK, reason=reason, hand=by)
        if lifted:
            _ask_others(event, by, at)
    account.settle(by=by, child=link.child, at=at)
    return saying


def bring_back(link: GuardianLink, reason: Reason, by, at: datetime) -> None:
    """What was closed, as far as this adult speaks now: after our mistake said again with the same words and the same
    end, else asked anew. What their authority does not reach stays closed until it does."""
    closed = [event for event in _last_of(link).filter(state=State.REVOKED) if link.reaches(event.purpose)]
    if reason == Reason.ERROR:
        _restore(closed, by, at)
        return
    for event in closed:
        # It stays closed for good, also where a later rest turns out to have been our mistake.
        again(event, State.RENEWAL_NEEDED, at, method=Method.DESK, reason=reason, hand=by)


def _ask_others(no: Event, by, at: datetime) -> None:
    """Whoever's yes would now be enough is asked for it anew, so that no worker's act ever opens anything."""
    said = queries.last_events().filter(child=no.child, purpose=no.purpose, scope=no.scope, state__in=YESES)
    guardians_decide = rule(no.purpose).asks_guardian(queries.age_of(no.child, at=at))
    role = Speaker.GUARDIAN if guardians_decide else Speaker.CHILD
    for event in said.filter(role=role).select_related("child", "actor", "link", "notice"):
        if event.says(at) == Say.YES:
            again(event, State.RENEWAL_NEEDED, at, method=Method.DESK, reason=Reason.LIFTED, hand=by)


def _restore(closed: list[Event], by, at: datetime) -> None:
    for event in closed:
        before = Event.objects.filter(actor=event.actor, child=event.child, purpose=event.purpose, scope=event.scope)
        last = before.select_related("child", "actor", "link", "notice").get(number=event.number - 1)
        if last.state in NOES or last.expires_at > at:
            again(last, State(last.state), at, method=Method.DESK, ends=last.expires_at, hand=by)
