"""Minutes: written by the note-taker, the chair or a colleague, published by a colleague who did not write them."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.councils import policy, queries
from activities.councils.actions.councils import locked, run, tell
from activities.councils.actions.refusals import NotReady, NotYours
from activities.councils.actions.words import as_read, fit, heard, said_with_lead
from activities.councils.kinds import REMARK_MOST, Role
from activities.councils.models import Council, Minutes
from portal.audit import log
from portal.text.plain import plain


def write_minutes(*, by, council: Council, held_on: date, words: str, at: datetime) -> Minutes | None:
    """The writer's draft, or a new one. None: the words went to the safeguarding lead, and are kept nowhere here."""
    said, with_lead = heard(by=by, council=council, words=words, most=2000, at=at, lines=True)
    with said_with_lead(with_lead):
        return _write(by, council, held_on, said, with_lead, at)


@transaction.atomic
def _write(by, council: Council, held_on: date, said: str, with_lead: bool, at: datetime) -> Minutes | None:
    council = locked(council)
    ours = policy.may_run(by, council, at=at)
    if not ours and not queries.holds(by, council, Role.NOTE_TAKER, Role.CHAIR, at=at):
        raise NotYours(_("Minutes are written by the note-taker or the chair, or by a colleague."))
    if held_on > timezone.localdate(at):
        raise NotReady(_("You have not met on that day yet."))
    if with_lead:
        return None
    if not said:
        raise NotReady(_("Write what you talked about and decided."))
    fit(by=by, words=said, at=at)
    draft = queries.own_draft(by, council) or Minutes(council=council, written_by=by)
    draft.held_on, draft.words, draft.written_at, draft.remark = held_on, said, at, ""
    draft.save()
    log.write("minutes.written", by=by, subject=f"council:{council.pk}", at=at, minutes=str(draft.pk))
    return draft


@transaction.atomic
def publish_minutes(*, by, minutes: Minutes, seen: str, at: datetime) -> Minutes:
    """To everybody of the council and their homes, as `seen`; from now on the words stand."""
    minutes = _draft(by, minutes, at)
    as_read(minutes.words, seen)
    minutes.published_by, minutes.published_at = by, at
    minutes.save(update_fields=["published_by", "published_at"])
    log.write("minutes.published", by=by, subject=f"council:{minutes.council_id}", at=at, minutes=str(minutes.pk))
    for person in queries.electorate(minutes.council, at=at).values():
        tell(person, minutes.council, "minutes", at)
    return minutes


@transaction.atomic
def send_minutes_back(*, by, minutes: Minutes, remark: str, at: datetime) -> Minutes:
    minutes, remark = _draft(by, minutes, at), plain(remark, lines=False)[:REMARK_MOST]
    if not remark:
        raise NotReady(_("Please say what should be different."))
    fit(by=by, words=remark, at=at)
    minutes.remark = remark
    minutes.save(update_fields=["remark"])
    log.write("minutes.sent_back", by=by, subject=f"council:{minutes.council_id}", at=at, minutes=str(minutes.pk))
    return minutes


def _draft(by, minutes: Minutes, at: datetime) -> Minutes:
    minutes = Minutes.objects.select_for_update(of=("self",)).select_related("council").get(pk=minutes.pk)
    run(by, minutes.council, at)
    if minutes.written_by_id == by.pk:
        raise NotYours(_("Somebody else publishes what you wrote."))
    if minutes.published_at:
        raise NotReady(_("These minutes are published; their words stand."))
    return minutes
