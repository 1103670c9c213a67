"""How an answer is written down, whoever or whatever brought it: one row more, one line, and the news upward."""

from datetime import datetime

from django.contrib.auth import get_user_model

from portal.audit import log
from portal.consent import registry
from portal.consent.actions import account
from portal.consent.actions.mediation import compare
from portal.consent.kinds import Method
from portal.consent.models import Ask, Event
from portal.consent.purposes import Purpose
from portal.consent.signals import consent_given, consent_withdrawn
from portal.consent.states import YESES, Speaker, State

UNREAD = object()


def hold(child) -> None:
    """One answer about a child at a time, so that the last one is truly the last."""
    get_user_model().objects.select_for_update(no_key=True).get(pk=child.pk)


def last_of(person, child, purpose, scope) -> Event | None:
    said = Event.objects.filter(child=child, purpose=purpose, scope=scope, actor=person)
    return said.order_by("-number").first()


def add(
    by, child, purpose, scope, state, at, *, link, notice, method=Method.TAP, ends=None, hand=None, after=UNREAD, **said
) -> Event:
    """`by` is whose answer it is; `hand` who entered it for them, where it was neither they nor the clock.

    `after` is their last answer to it, from a caller who has read it while holding the child.
    """
    if after is UNREAD:
        hold(child)
        after = last_of(by, child, purpose, scope)
    event = Event.objects.create(
        child=child,
        purpose=purpose,
        scope=scope,
        actor=by,
        number=after.number + 1 if after else 1,
        role=Speaker.GUARDIAN if link else Speaker.CHILD,
        link=link,
        state=state,
        notice=notice,
        language=notice.language if notice else by.language,
        method=method,
        at=at,
        expires_at=ends,
        **({} if "asked" in said else {"asked": as_it_stands(asked_of(child, purpose, scope) if scope else None)}),
        **said,
    )
    registry.forget()
    hand = None if method == Method.CLOCK else hand or event.entered_by or by
    detail = {"purpose": str(purpose), "scope": scope, "role": str(event.role), "event": str(event.pk)}
    log.write(f"consent.{state.lower()}", by=hand, subject=f"child:{child.pk}", at=at, **detail)
    compare(event)
    tell(event, hand)
    return event


def again(event: Event, state: State, at: datetime, *, method: Method, ends=None, reason: str = "", hand=None) -> Event:
    """Adds what has become of somebody's last answer: the same question, the same words read, the same evidence."""
    return add(
        event.actor,
        event.child,
        Purpose(event.purpose),
        event.scope,
        state,
        at,
        link=event.link,
        notice=event.notice,
        method=method,
        ends=ends,
        hand=hand,
        reason=reason,
        entered_by=event.entered_by,
        confirmed_by=event.confirmed_by,
        evidence=event.evidence,
        asked=event.asked,
    )


def asked_of(child, purpose, scope) -> Ask | None:
    return Ask.objects.filter(child=child, purpose=purpose, scope=scope).first()


def as_it_stands(ask: Ask | None) -> dict | None:
    """The question in particular as it stands now: its words may be brought up to date later, the answer's may not."""
    return ask and {"about": ask.about, "recipients": ask.recipients}


def tell(event: Event, hand) -> None:
    news = {"child": event.child_id, "purpose": Purpose(event.purpose), "scope": event.scope, "at": event.at}
    if event.state in YESES:
        consent_given.send(sender=Event, **news)
    elif event.state != State.PENDING:
        consent_withdrawn.send(sender=Event, **news)
    if event.purpose == Purpose.ACCOUNT:
        account.settle(by=hand, child=event.child, at=event.at)
