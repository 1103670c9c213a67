"""What a guardian or a child without a phone signed, drew or said, entered for them at the centre (CON-10, CON-21).

A no counts at once. A yes waits until a second worker of the same office stands for it; neither of the two is of the
family. Nobody else enters anything: a school, a group or a partner does not speak for a guardian (CON-24). Whatever
they said after the day on the paper stands, and a no of the same day too.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import policy, queries
from portal.consent.actions.adding import hold, last_of
from portal.consent.actions.answers import NotAsked, admit, answer
from portal.consent.actions.guardianship import NotForYou, held
from portal.consent.kinds import AT_THE_DESK, BY_HAND, BY_THEMSELVES, FROM_A_CHILD, Method
from portal.consent.models import Entry, Event, GuardianLink, Notice
from portal.consent.purposes import Purpose
from portal.consent.states import NOES, State

LASTS = timedelta(days=30)  # an older paper is signed anew, and an older entry written down anew


@transaction.atomic
def enter(
    *,
    by,
    link: GuardianLink,
    purpose,
    scope: str = "",
    yes: bool,
    notice: Notice,
    method: str,
    reference: str,
    said_on: date,
    at: datetime,
) -> Entry | Event:
    """Writes down what one guardian said to exactly these words. `reference` leads to the paper in the folder.

    Raises NotForYou, NotYours, NotAsked; ValueError for a method that is none of the desk's.
    """
    link, purpose, method = held(link), Purpose(purpose), Method(method)
    if method not in AT_THE_DESK:
        raise ValueError(method)
    if not policy.may_enter(by, link, worker=queries.works_for(by, link.child, at=at)):
        raise NotForYou(_("A worker of the family's office writes this down."))
    said = {"purpose": purpose, "scope": scope, "notice": notice, "method": method}
    return _write(by, link.child, link, said, yes, reference, said_on, at)


@transaction.atomic
def enter_of_child(
    *,
    by,
    child,
    purpose,
    scope: str = "",
    yes: bool,
    notice: Notice,
    method: str,
    reference: str,
    said_on: date,
    words: str = "",
    at: datetime,
) -> Entry | Event:
    """The same for a child itself, with its own words where it gave some.

    Raises NotForYou, NotAsked; ValueError for a method that is none of a child's.
    """
    purpose, method = Purpose(purpose), Method(method)
    if method not in FROM_A_CHILD:
        raise ValueError(method)
    hold(child)
    if not policy.may_enter_of_child(by, child, worker=queries.works_for(by, child, at=at)):
        raise NotForYou(_("A worker of the family's office writes this down."))
    said = {"purpose": purpose, "scope": scope, "notice": notice, "method": method, "words": words.strip()[:300]}
    return _write(by, child, None, said, yes, reference, said_on, at)


def _write(by, child, link: GuardianLink | None, said: dict, yes: bool, reference: str, said_on: date, at: datetime):
    speaker = link.guardian if link else child
    today, purpose, scope = queries.day(at), said["purpose"], said["scope"]
    if not today - LASTS <= said_on <= today:
        raise NotAsked(_("It was said or signed in the last thirty days, and not later than today."))
    _none_later(_heard(speaker, child, purpose, scope, yes=yes), said_on, yes)
    evidence = f"{said_on:%Y-%m-%d} {reference}"[:60]
    if not yes:
        return answer(by=speaker, child=child, yes=False, entered_by=by, evidence=evidence, at=at, **said)
    admit(speaker, child, purpose, scope, said["notice"], at)
    if queries.open_entries(child, link).filter(purpose=purpose, scope=scope).exists():
        raise NotAsked(_("A yes to this is written down already and waits for a second worker."))
    last = last_of(speaker, child, purpose, scope)
    kept = {"evidence": evidence, "after": last.number if last else 0, "entered_at": at, "entered_by": by}
    made = Entry.objects.create(child=child, link=link, **kept, **said)
    about = {"purpose": purpose, "scope": scope, "method": said["method"]} | ({} if link else {"role": "child"})
    log.write("consent.entered", by=by, subject=f"child:{child.pk}", at=at, **about)
    return made


def _heard(speaker, child, purpose, scope: str, *, yes: bool) -> QuerySet[Event]:
    """What may stand against a paper: all they said themselves. What the clock or the desk made of it is no word of
    theirs and holds no no back; a yes from before somebody was asked anew is no answer to that."""
    said = Q(method__in=BY_THEMSELVES) | (Q(state=State.RENEWAL_NEEDED) if yes else Q())
    return Event.objects.filter(said, child=child, purpose=purpose, scope=scope, actor=speaker)


def _none_later(heard: QuerySet[Event], said_on: date, yes: bool) -> None:
    """Who has said something since the day on the paper has said it last. A no of the same day stands against a yes:
    which of the two came first nobody knows, and a no wins."""
    day = f"{said_on:%Y-%m-%d}"
    for event in heard:
        on = event.evidence[:10] if event.method in BY_HAND else f"{queries.day(event.at):%Y-%m-%d}"
        if on > day or (yes and on == day and event.state in NOES):
            raise NotAsked(_("An answer that was given later is here already. What was said last counts."))


@transaction.atomic
def confirm_entry(*, by, entry: Entry, at: datetime) -> Event:
    """A second worker has seen the paper, or asked the guardian again: now it is the guardian's answer.

    Raises NotForYou; NotAsked where the words or the guardian's own answer have changed since.
    """
    entry = _open(entry)
    if not policy.may_confirm_entry(by, entry, worker=queries.works_for(by, entry.child, at=at)):
        raise NotForYou(_("A second worker confirms, not the one who wrote it down."))
    if at >= entry.entered_at + LASTS:
        raise NotAsked(_("This is older than thirty days. Please ask the family anew."))
    heard = _heard(entry.speaker, entry.child, entry.purpose, entry.scope, yes=True)
    if heard.filter(number__gt=entry.after).exists():
        raise NotAsked(_("They have answered this themselves since then. What they said last counts."))
    event = answer(
        by=entry.speaker,
        child=entry.child,
        purpose=entry.purpose,
        scope=entry.scope,
        yes=True,
        notice=entry.notice,
        method=entry.method,
        words=entry.words,
        entered_by=entry.entered_by,
        confirmed_by=by,
        evidence=entry.evidence,
        at=at,
    )
    _settle(entry, by, at, event)
    return event


@transaction.atomic
def drop_entry(*, by, entry: Entry, at: datetime) -> Entry:
    """Written down by mistake: while nobody has confirmed it, it never was."""
    entry = _open(entry)
    if not policy.may_write_entry(by, entry, worker=queries.works_for(by, entry.child, at=at)):
        raise NotForYou(_("A worker of the family's office writes this down."))
    log.write("consent.entry_dropped", by=by, subject=f"child:{entry.child_id}", at=at, purpose=entry.purpose)
    return _settle(entry, by, at, None)


def _open(entry: Entry) -> Entry:
    """As it stands, the child held before it."""
    hold(entry.child)
    with_all = ("child", "link__child", "link__guardian", "notice")
    found = Entry.objects.select_for_update(of=("self",)).select_related(*with_all)
    entry = found.get(pk=entry.pk)
    if entry.settled_at:
        raise NotForYou(_("This has been done already."))
    return entry


def _settle(entry: Entry, by, at: datetime, event: Event | None) -> Entry:
    entry.settled_at, entry.settled_by, entry.event = at, by, event
    entry.save(update_fields=["settled_at", "settled_by", "event"])
    return entry
