"""Saying yes, saying no, taking it back, and running out.

Every answer is a new row; the last one per person counts. A yes of a guardian whose papers have not been seen far
enough is kept as `pending_verification` and permits nothing; when the papers are seen, the same yes is entered again
as given, pointing at the same notice and ending on the same day, so that a tired parent is not asked twice.
"""

from datetime import datetime, timedelta

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import queries
from portal.consent.actions import account
from portal.consent.kinds import BY_HAND, Method
from portal.consent.models import Ask, Event, GuardianLink, Notice
from portal.consent.purposes import RULES, Purpose
from portal.consent.signals import consent_given, consent_withdrawn
from portal.consent.states import NOES, YESES, LinkState, Speaker, State
from portal.ui.refusals import Refusal


class NotYours(Refusal):
    """Somebody who is neither the child nor a guardian who may speak now."""


class NotAsked(Refusal):
    """A yes without the words it answers is no yes."""


@transaction.atomic
def answer(
    *,
    by,
    child,
    purpose,
    scope: str = "",
    yes: bool,
    notice: Notice,
    method: str = Method.TAP,
    words: str = "",
    helper: str = "",
    at: datetime,
) -> Event:
    """Adds one person's answer. A guardian answers for their child, a child for themself."""
    purpose = Purpose(purpose)
    if bool(scope) != RULES[purpose].scoped:
        raise ValueError(f"{purpose} with scope {scope!r}")
    link = _standing_of(by, child)
    if notice is None or notice.purpose != purpose or (link is not None) != (notice.audience == "guardian"):
        raise NotAsked(_("Please read the page again before you answer."))
    state = _state(purpose, link, yes)
    ends = _ends(child, purpose, scope, at) if yes else None
    if not scope:  # what one of a family has answered, the others are asked
        Ask.objects.get_or_create(child=child, purpose=purpose, defaults={"asked_at": at, "asked_by": by})
    said = {"words": words[:300], "helper": helper[:60]}
    return _add(by, child, purpose, scope, state, at, link=link, notice=notice, method=method, ends=ends, **said)


@transaction.atomic
def withdraw(*, by, child, purpose, scope: str = "", at: datetime) -> Event:
    """Takes back, at once and without a reason; taking back twice is one taking back."""
    link = _standing_of(by, child)
    _hold(child)
    last = _last(by, child, purpose, scope)
    if last and last.state in NOES:
        return last
    return _add(by, child, Purpose(purpose), scope, State.WITHDRAWN, at, link=link, notice=last and last.notice)


@transaction.atomic
def announce_expiries(*, at: datetime) -> int:
    """The clock's job: a yes stops by itself on its second; this writes it down and tells the parts above."""
    ended = list(queries.ended_yeses(at))
    for event in ended:
        _add(
            event.actor,
            event.child,
            Purpose(event.purpose),
            event.scope,
            State.EXPIRED,
            at,
            link=event.link,
            notice=event.notice,
            method=Method.CLOCK,
        )
    return len(ended)


def count_pending(*, link: GuardianLink, at: datetime) -> int:
    """Enters again, as given, each waiting yes for which this link is now known well enough.

    One on paper that only one worker stands for goes on waiting for the second (CON-21).
    """
    waiting = queries.last_events().filter(link=link, state=State.PENDING, expires_at__gt=at)
    waiting = waiting.exclude(method__in=BY_HAND, confirmed_by__isnull=True)
    ready = [event for event in waiting if link.level >= RULES[Purpose(event.purpose)].level]
    for event in ready:
        _add(
            link.guardian,
            link.child,
            Purpose(event.purpose),
            event.scope,
            State.GIVEN,
            at,
            link=link,
            notice=event.notice,
            method=Method.PAPERS,
            ends=event.expires_at,
            entered_by=event.entered_by,
            confirmed_by=event.confirmed_by,
            evidence=event.evidence,
        )
    return len(ready)


def _standing_of(by, child) -> GuardianLink | None:
    """The link by which an adult speaks; None for the child."""
    if by.pk == child.pk:
        return None
    speaking = [LinkState.WAITING, LinkState.CONFIRMED]
    link = GuardianLink.objects.filter(guardian=by, child=child, state__in=speaking).first()
    if link is None or not by.is_guardian:
        raise NotYours(_("This question is for the child's own family."))
    return link


def _state(purpose: Purpose, link: GuardianLink | None, yes: bool) -> State:
    if not yes:
        return State.REFUSED
    return State.PENDING if link and link.level < RULES[purpose].level else State.GIVEN


def _ends(child, purpose: Purpose, scope: str, at: datetime) -> datetime:
    longest = at + timedelta(days=RULES[purpose].days)
    asked = Ask.objects.filter(child=child, purpose=purpose, scope=scope).first()
    return min(longest, asked.ends_at) if asked and asked.ends_at and asked.ends_at > at else longest


def _hold(child) -> None:
    """One answer about a child at a time, so that the last one is truly the last."""
    get_user_model().objects.select_for_update(no_key=True).get(pk=child.pk)


def _last(by, child, purpose, scope) -> Event | None:
    said = Event.objects.filter(child=child, purpose=purpose, scope=scope, actor=by)
    return said.order_by("-number").first()


def _add(by, child, purpose, scope, state, at, *, link, notice, method=Method.TAP, ends=None, **said) -> Event:
    _hold(child)
    last = _last(by, child, purpose, scope)
    event = Event.objects.create(
        child=child,
        purpose=purpose,
        scope=scope,
        actor=by,
        number=last.number + 1 if last else 1,
        role=Speaker.GUARDIAN if link else Speaker.CHILD,
        link=link,
        state=state,
        notice=notice,
        language=notice.language if notice else by.language,
        method=method,
        at=at,
        expires_at=ends,
        **said,
    )
    actor = None if method == Method.CLOCK else by
    detail = {"purpose": str(purpose), "scope": scope, "role": str(event.role), "event": str(event.pk)}
    log.write(f"consent.{state.lower()}", by=actor, subject=f"child:{child.pk}", at=at, **detail)
    _tell(event)
    return event


def _tell(event: Event) -> None:
    news = {"child": event.child_id, "purpose": Purpose(event.purpose), "scope": event.scope, "at": event.at}
    if event.state in YESES:
        consent_given.send(sender=Event, **news)
    elif event.state != State.PENDING:
        consent_withdrawn.send(sender=Event, **news)
    if event.purpose == Purpose.ACCOUNT:
        account.settle(by=None if event.method == Method.CLOCK else event.actor, child=event.child, at=event.at)
