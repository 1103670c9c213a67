"""What a guardian signed or said, entered for them at the centre (CON-21).

A no counts at once. A yes waits until a second worker of the same office stands for it; neither of the two is of the
family. Nobody else enters anything: a school, a group or a partner does not speak for a guardian (CON-24).
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import policy, queries
from portal.consent.actions.adding import last_of
from portal.consent.actions.answers import NotAsked, admit, answer
from portal.consent.actions.guardianship import NotForYou, held
from portal.consent.kinds import AT_THE_DESK, Method
from portal.consent.models import Entry, Event, GuardianLink, Notice
from portal.consent.purposes import Purpose

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
    today = queries.day(at)
    if not today - LASTS <= said_on <= today:
        raise NotAsked(_("It was said or signed in the last thirty days, and not later than today."))
    about = {"purpose": purpose, "scope": scope, "notice": notice, "method": method}
    evidence = f"{said_on:%Y-%m-%d} {reference}"[:60]
    if not yes:
        return answer(by=link.guardian, child=link.child, yes=False, entered_by=by, evidence=evidence, at=at, **about)
    admit(link.guardian, link.child, purpose, scope, notice, at)
    if queries.open_entries(link).filter(purpose=purpose, scope=scope).exists():
        raise NotAsked(_("A yes to this is written down already and waits for a second worker."))
    after = _number(link, purpose, scope)
    made = Entry.objects.create(link=link, evidence=evidence, after=after, entered_at=at, entered_by=by, **about)
    log.write(
        "consent.entered", by=by, subject=f"child:{link.child_id}", at=at, purpose=purpose, scope=scope, method=method
    )
    return made


@transaction.atomic
def confirm_entry(*, by, entry: Entry, at: datetime) -> Event:
    """A second worker has seen the paper, or asked the guardian again: now it is the guardian's answer.

    Raises NotForYou; NotAsked where the words or the guardian's own answer have changed since.
    """
    entry = _open(entry)
    if not policy.may_confirm_entry(by, entry, worker=queries.works_for(by, entry.link.child, at=at)):
        raise NotForYou(_("A second worker confirms, not the one who wrote it down."))
    if at >= entry.entered_at + LASTS:
        raise NotAsked(_("This is older than thirty days. Please ask the family anew."))
    if _number(entry.link, entry.purpose, entry.scope) != entry.after:
        raise NotAsked(_("The guardian has answered this since then. What they said last counts."))
    event = answer(
        by=entry.link.guardian,
        child=entry.link.child,
        purpose=entry.purpose,
        scope=entry.scope,
        yes=True,
        notice=entry.notice,
        method=entry.method,
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
    if not policy.may_enter(by, entry.link, worker=queries.works_for(by, entry.link.child, at=at)):
        raise NotForYou(_("A worker of the family's office writes this down."))
    log.write("consent.entry_dropped", by=by, subject=f"child:{entry.link.child_id}", at=at, purpose=entry.purpose)
    return _settle(entry, by, at, None)


def _open(entry: Entry) -> Entry:
    """As it stands, the child held before it."""
    held(entry.link)
    found = Entry.objects.select_for_update(of=("self",)).select_related("link__child", "link__guardian", "notice")
    entry = found.get(pk=entry.pk)
    if entry.settled_at:
        raise NotForYou(_("This has been done already."))
    return entry


def _settle(entry: Entry, by, at: datetime, event: Event | None) -> Entry:
    entry.settled_at, entry.settled_by, entry.event = at, by, event
    entry.save(update_fields=["settled_at", "settled_by", "event"])
    return entry


def _number(link: GuardianLink, purpose, scope: str) -> int:
    last = last_of(link.guardian, link.child, purpose, scope)
    return last.number if last else 0
