"""Writing down a session, commenting it, noting a supervision."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.desk import policy
from activities.desk.actions.plans import NotReady
from activities.desk.actions.refusals import NotYours
from activities.desk.kinds import Form, Theme
from activities.desk.models import Record, Supervision
from activities.models import Session
from portal.audit import log
from portal.privacy import queries as privacy
from portal.ui.refusals import Refusal

WORDS = ("course", "mood", "rules", "members", "reached", "problems", "coming")


class NamesSomebody(Refusal):
    """A real name of somebody known here stands in the words (PRI-4)."""


@transaction.atomic
def write_record(*, by, session: Session, form: str, words: dict[str, str], done: bool, at: datetime) -> Record:
    """Keeps what was written; with `done` it stands for good."""
    session = Session.objects.select_for_update(of=("self",)).select_related("activity").get(pk=session.pk)
    if not policy.may_record(by, session, at=at):
        raise NotYours(_("A record is written by who leads the activity or was on duty."))
    if at < session.starts_at:
        raise NotReady(_("The session has not begun."))
    record = Record.objects.filter(session=session).first() or Record(session=session)
    if record.done_at:
        raise NotReady(_("This record is done; its words stand. A supervisor may comment it."))
    refuse_names(" ".join(words.values()))
    record.form, record.written_by, record.written_at = Form(form), by, at
    for name in WORDS:
        setattr(record, name, words.get(name, "").strip())
    if done and not (record.course and record.coming):
        raise NotReady(_("Write at least what happened, and what is for the next time."))
    record.done_at = at if done else None
    record.save()
    log.write("record.done" if done else "record.written", by=by, subject=f"session:{session.pk}", at=at)
    return record


@transaction.atomic
def comment_record(*, by, record: Record, words: str, at: datetime) -> Record:
    """A supervisor's, below a record that is done; once."""
    record = Record.objects.select_for_update(of=("self",)).select_related("session__activity").get(pk=record.pk)
    if by.pk == record.written_by_id or not policy.supervises(by, record.session.activity, at=at):
        raise NotYours(_("A supervisor of the office comments, who did not write the record."))
    if record.done_at is None or record.comment or not words.strip():
        raise NotReady(_("There is nothing to comment now."))
    refuse_names(words)
    record.comment, record.commented_by, record.commented_at = words.strip(), by, at
    record.save(update_fields=["comment", "commented_by", "commented_at"])
    log.write("record.commented", by=by, subject=f"session:{record.session_id}", at=at)
    return record


@transaction.atomic
def note_supervision(*, by, person, held_on, theme: str, topics: str, advice: str, next_on=None, at: datetime):
    if not policy.may_supervise(by, person, at=at):
        raise NotYours(_("Supervision is noted by a supervisor of the colleague's office."))
    refuse_names(f"{topics} {advice}")
    made = Supervision.objects.create(
        person=person, noted_by=by, noted_at=at, held_on=held_on, theme=Theme(theme), topics=topics.strip(),
        advice=advice.strip(), next_on=next_on,
    )  # fmt: skip
    log.write("supervision.noted", by=by, subject=f"person:{person.pk}", at=at)
    return made


def refuse_names(words: str) -> None:
    if privacy.is_real_name(words):
        raise NamesSomebody(_("A real name stands in it. Please write the name that the child has here."))
