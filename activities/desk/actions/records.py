"""Writing down a session, commenting it, noting a supervision."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.desk import policy, queries
from activities.desk.actions.plans import NotReady
from activities.desk.actions.refusals import NotYours, WrittenMeanwhile
from activities.desk.kinds import Form, Theme
from activities.desk.models import Record, Supervision
from activities.models import Session
from portal.audit import log
from portal.privacy import queries as privacy
from portal.text.plain import plain
from portal.ui.refusals import Refusal

WORDS = ("course", "mood", "rules", "members", "reached", "problems", "coming")


class NamesSomebody(Refusal):
    """A real name of somebody known here stands in the words (PRI-4)."""


class NamesAChild(NamesSomebody):
    """A word stands in it that is also what a child is called here; who writes may say that it means no child."""


@transaction.atomic
def write_record(
    *, by, session: Session, form: str, words: dict[str, str], done: bool, seen: datetime | None, at: datetime
) -> Record:
    """Keeps what was written; with `done` it stands for good. `seen`: when the record was written that the writer had
    before them, None for none yet; a later one is not written over unread."""
    session = Session.objects.select_for_update(of=("self",)).select_related("activity").get(pk=session.pk)
    if not policy.may_record(by, session, at=at):
        raise NotYours(_("A record is written by who leads the activity or was on duty."))
    if at < session.starts_at:
        raise NotReady(_("The session has not begun."))
    record = Record.objects.filter(session=session).first() or Record(session=session)
    if record.done_at:
        raise NotReady(_("This record is done; its words stand. A supervisor may comment it."))
    if seen != record.written_at:
        raise WrittenMeanwhile
    words = {name: plain(words.get(name, "")) for name in WORDS}
    refuse_names(" ".join(words.values()), queries.children_of(session))
    record.form, record.written_by, record.written_at = Form(form), by, at
    for name in WORDS:
        setattr(record, name, words[name])
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
    words = plain(words)
    if record.done_at is None or record.comment or not words:
        raise NotReady(_("There is nothing to comment now."))
    refuse_names(words, queries.children_of(record.session))
    record.comment, record.commented_by, record.commented_at = words, by, at
    record.save(update_fields=["comment", "commented_by", "commented_at"])
    log.write("record.commented", by=by, subject=f"session:{record.session_id}", at=at)
    return record


@transaction.atomic
def note_supervision(*, by, person, held_on, theme: str, topics: str, advice: str, next_on=None, at: datetime):
    if not policy.may_supervise(by, person, at=at):
        raise NotYours(_("Supervision is noted by a supervisor of the colleague's office."))
    topics, advice = plain(topics), plain(advice)
    refuse_names(f"{topics} {advice}", queries.children_with(person))
    made = Supervision.objects.create(
        person=person, noted_by=by, noted_at=at, held_on=held_on, theme=Theme(theme), topics=topics,
        advice=advice, next_on=next_on,
    )  # fmt: skip
    log.write("supervision.noted", by=by, subject=f"person:{person.pk}", at=at)
    return made


def refuse_names(words: str, children: Iterable[UUID]) -> None:
    """Only of the children one worked with: whether anybody else is known here is nobody's to learn by trying."""
    if privacy.bears_name_of(children, words):
        raise NamesSomebody(_("A real name stands in it. Please write the name that the child has here."))
