"""Writing to a whole group: neutral words, by two colleagues where many receive them, where every yes still stands."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities import policy as activities
from activities.desk import policy, queries
from activities.desk.actions.plans import NotReady
from activities.desk.actions.records import NamesSomebody, refuse_names
from activities.desk.actions.refusals import AlreadySaid, NotYours
from activities.desk.kinds import To
from activities.desk.models import Sending
from activities.desk.models.sending import MANY
from activities.desk.queries.sending import DAY
from activities.models import Activity
from moderation.screening import screen
from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.asking.screening import PATTERNS
from portal.audit import log
from portal.notices import actions as notices
from portal.text.plain import plain
from portal.ui.refusals import Refusal

LEADS_AWAY = frozenset({"phone", "contact", "link", "identity", "secret", "insult"})


class NotNeutral(Refusal):
    """Something in the words does not belong into a message to all."""


def check_words(activity: Activity, *texts: str) -> None:
    """Raises NamesSomebody for a real name or a name of the group; NotNeutral for a label, or for what leads away from
    here: no colleague has a private way to a child (SAF-10)."""
    words = " ".join(texts)
    if not words.strip():
        raise NotReady(_("Write something first."))
    refuse_names(words, queries.children_in(activity))
    if queries.names_somebody(activity, words):
        raise NamesSomebody(_("Somebody of the group is named in it. What is written to all singles nobody out."))
    if found := PATTERNS["label"].search(words.lower()):
        raise NotNeutral(_("Please leave out “%(word)s”: nobody is labelled here.") % {"word": found[0]})
    if any(each.kind in LEADS_AWAY for text in texts for each in screen(text)):
        raise NotNeutral(_("Please leave out numbers, accounts, links and secrets: who wants to answer comes to you."))


@transaction.atomic
def write_to_all(
    *, by, key: UUID, activity: Activity, to: str, words: str, words_en: str = "", session=None, at: datetime
) -> Sending:
    """Sent at once, or by a second colleague where more than thirty receive it. The same key is the same sending.

    With `session` only those who are here at it, and their homes. Raises NotYours, NotReady, NamesSomebody, NotNeutral,
    AlreadySaid.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if not _may_write(by, activity, session, at):
        raise NotYours(_("This activity belongs to other colleagues."))
    said = {"to": To(to), "words": plain(words)[:400], "words_en": plain(words_en)[:600]}
    if before := Sending.objects.filter(pk=key).first():
        facts = said | {"made_by": by, "activity": activity, "session": session}
        if any(getattr(before, name) != value for name, value in facts.items()):
            raise AlreadySaid(_("Another line was noted under this number. Please note it anew."))
        return before
    check_words(activity, said["words"], said["words_en"])
    if queries.sent_lately(by, activity, at=at):
        raise NotReady(_("Enough was written for one day. Please put it together tomorrow."))
    people = queries.receivers(activity, to, at=at, session=session)
    if not people:
        raise NotReady(_("Nobody would receive it."))
    made = Sending.objects.create(id=key, activity=activity, session=session, made_by=by, made_at=at, **said)
    log.write("sending.written", by=by, subject=f"activity:{activity.pk}", at=at, sending=str(key), to=said["to"])
    if len(people) <= MANY:
        return _leaves(made, by, people, at)
    _ask_for_a_second(made, at)
    return made


@transaction.atomic
def release_sending(*, by, sending: Sending, at: datetime) -> Sending:
    """A second colleague, who runs the activity or supervises its office, sends what waits; to whom it may go now."""
    sending = _waiting(sending)
    if by.pk == sending.made_by_id or not _may_release(by, sending, at):
        raise NotYours(_("A second colleague sends what many receive."))
    if at - sending.made_at > DAY:
        raise NotReady(_("It was written more than a day ago. Please write it anew."))
    check_words(sending.activity, sending.words, sending.words_en)
    people = queries.receivers(sending.activity, sending.to, at=at, session=sending.session)
    return _leaves(sending, by, people, at)


@transaction.atomic
def drop_sending(*, by, sending: Sending, at: datetime) -> Sending:
    """What waits is not sent; by whoever wrote it, or might send it."""
    sending = _waiting(sending)
    if by.pk != sending.made_by_id and not _may_release(by, sending, at):
        raise NotYours(_("A second colleague sends what many receive."))
    sending.dropped_by, sending.dropped_at = by, at
    sending.save(update_fields=["dropped_by", "dropped_at"])
    log.write("sending.dropped", by=by, subject=f"activity:{sending.activity_id}", at=at, sending=str(sending.pk))
    return sending


def _ask_for_a_second(sending: Sending, at: datetime) -> None:
    activity = sending.activity
    colleagues = {lead.person_id: lead.person for lead in activity.leads.select_related("person")}
    bosses = accounts.staff_with(Role.SUPERVISOR, at=at, office=activity.office_id)
    colleagues |= {boss.pk: boss for boss in bosses}
    colleagues.pop(sending.made_by_id, None)
    for person in colleagues.values():
        with translation.override(person.language):
            name = activity.label
        notices.tell(person=person, kind="desk.to_release", about=f"activity:{activity.pk}", at=at, name=name)


def _waiting(sending: Sending) -> Sending:
    sending = (
        Sending.objects.select_for_update(of=("self",)).select_related("activity__office", "session").get(pk=sending.pk)
    )
    if sending.released_at or sending.dropped_at:
        raise NotReady(_("This was sent or dropped already."))
    return sending


def _may_release(by, sending: Sending, at: datetime) -> bool:
    supervises = policy.supervises(by, sending.activity, at=at)
    return supervises or _may_write(by, sending.activity, sending.session, at)


def _may_write(by, activity: Activity, session, at: datetime) -> bool:
    if session:
        return session.activity_id == activity.pk and policy.may_work_at(by, session, at=at)
    return activities.may_change(by, activity, at=at)


def _leaves(sending: Sending, by, people: dict, at: datetime) -> Sending:
    """`receivers` counts whom it is for, whether or not somebody's safety keeps it back: nothing says so (SAF-4)."""
    for person, children in people.values():
        _tell(sending, person, children, at)
    sending.released_by, sending.released_at, sending.receivers = by, at, len(people)
    sending.save(update_fields=["released_by", "released_at", "receivers"])
    facts = {"sending": str(sending.pk), "receivers": len(people)}
    log.write("sending.sent", by=by, subject=f"activity:{sending.activity_id}", at=at, **facts)
    return sending


def _tell(sending: Sending, person, children: list[UUID], at: datetime) -> None:
    """Once to each, about the first child about whom this person may hear."""
    with translation.override(person.language):
        said = {"name": sending.activity.label, "words": sending.label or sending.words or sending.words_en}
    for child in children:
        about = {"about": f"child:{child}", "activity": str(sending.activity_id)}
        if notices.tell(person=person, kind="desk.written", at=at, **about, **said):
            return
