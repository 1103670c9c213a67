"""Making a council, naming who takes an office, and the ways in and out of it."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from activities import policy as activities
from activities.councils import policy, queries
from activities.councils.actions.refusals import NotReady, NotYours
from activities.councils.actions.words import as_read, fit, heard, said_with_lead
from activities.councils.kinds import Came, Kind, Role, Step, Went
from activities.councils.models import Council, Handover, Minutes, Rules, RulesStep, Term
from activities.models import Activity
from activities.models.rows import offices_worked_in
from portal.audit import log
from portal.notices import actions as notices


@transaction.atomic
def make(*, by, office, activity: Activity | None = None, at: datetime, **facts) -> Council:
    """`facts`: kind, name, name_en, decides, decides_en. Its office is the activity's where it has one."""
    ours = activities.may_change(by, activity, at=at) if activity else office.pk in offices_worked_in(by, at=at)
    if not ours or not policy.may_make(by, at=at):
        raise NotYours(_("Councils are made by those who lead the activity, or work at the office."))
    made = Council.objects.create(
        activity=activity, office=activity.office if activity else office, made_by=by, made_at=at, **facts
    )
    log.write("council.made", by=by, subject=f"council:{made.pk}", at=at)
    return made


def locked(council: Council) -> Council:
    return Council.objects.select_for_update().get(pk=council.pk)


def run(by, council: Council, at: datetime) -> Council:
    """The council's row, for somebody who runs it."""
    council = locked(council)
    if not policy.may_run(by, council, at=at):
        raise NotYours(_("This council belongs to other colleagues."))
    return council


@transaction.atomic
def name_holder(*, by, council: Council, person, role: str, ends_on: date, at: datetime) -> Term:
    """Writes down whom the group named for a task among its own (time-keeper, note-taker …); it waits for their yes."""
    council = run(by, council, at)
    if council.kind == Kind.PARENTS or not queries.belongs(person, council, at=at):
        raise NotReady(_("An office here is for children who have a place."))
    today = timezone.localdate(at)
    if ends_on <= today:
        raise NotReady(_("The term ends on a day to come."))
    if council.terms.filter(person=person, role=role, ended_at=None).exists():
        raise NotReady(_("This child holds the office, or has been asked already."))
    term = Term.objects.create(
        council=council, person=person, role=Role(role), came=Came.NAMED, starts_on=today, ends_on=ends_on, made_at=at
    )
    log.write("office.named", by=by, subject=f"term:{term.pk}", at=at)
    tell(person, council, "named", at)
    return term


@transaction.atomic
def answer_named(*, by, term: Term, yes: bool, at: datetime) -> None:
    """A child's own yes or no to an office. A no leaves nothing behind that anybody could read."""
    term = _own(by, term)
    if term.accepted_at:
        return
    if not yes:
        log.write("office.declined", by=by, subject=f"term:{term.pk}", at=at)
        term.delete()
        return
    term.accepted_at = at
    term.save(update_fields=["accepted_at"])
    log.write("office.taken", by=by, subject=f"term:{term.pk}", at=at)


@transaction.atomic
def step_down(*, by, term: Term, at: datetime) -> None:
    """Gives an office back, in one step and without a reason."""
    term = _own(by, term)
    if term.ended_at is None:
        end(term, Went.DOWN, by, at)


def hand_over(*, by, term: Term, words: str, at: datetime) -> bool:
    """Writes down what is still open, for whoever comes next; until they take it, it may be written and read anew.

    Whether the words went to the safeguarding lead.
    """
    said, with_lead = heard(by=by, council=term.council, words=words, most=400, at=at, lines=True)
    with said_with_lead(with_lead):
        _handed_over(by, term, said, at)
    return with_lead


@transaction.atomic
def _handed_over(by, term: Term, words: str, at: datetime) -> None:
    term = _own(by, term)
    if term.accepted_at is None:
        raise NotReady(_("There is nothing to hand over yet."))
    before = Handover.objects.filter(term=term).first()
    if before and before.taken_at:
        raise NotReady(_("Somebody has taken it over already."))
    fit(by=by, words=words, at=at)
    unread = {"read_by": None, "read_at": None}
    Handover.objects.update_or_create(term=term, defaults={"words": words, "at": at, **unread})
    log.write("office.handed_over", by=by, subject=f"term:{term.pk}", at=at)


@transaction.atomic
def read_handover(*, by, handover: Handover, seen: str, may_stay: bool, at: datetime) -> None:
    """A colleague has read what is passed on, as `seen`; whoever holds the office hears of it, or the words go."""
    found = _handover(handover)
    council = run(by, found.term.council, at)
    if found.read_at or found.taken_at:
        return
    as_read(found.words, seen)
    found.words = found.words if may_stay else ""
    found.read_by, found.read_at = by, at
    found.save(update_fields=["words", "read_by", "read_at"])
    log.write("office.handover_read", by=by, subject=f"term:{found.term_id}", at=at, stay=may_stay)
    for each in queries.holders(council, at=at):
        if found.words and each.role == found.term.role and each.person_id != found.term.person_id:
            tell(each.person, council, "handed", at)


@transaction.atomic
def take_over(*, by, handover: Handover, at: datetime) -> None:
    """Somebody who holds the office now has read it and goes on with it."""
    handover = _handover(handover)
    term = handover.term
    if term.person_id == by.pk or not queries.holds(by, term.council, term.role, at=at):
        raise NotYours(_("It is for whoever holds this office now."))
    if handover.read_at is None:
        raise NotReady(_("A grown-up here reads it before you do."))
    if handover.taken_at:
        return
    handover.taken_by, handover.taken_at = by, at
    handover.save(update_fields=["taken_by", "taken_at"])
    log.write("office.taken_over", by=by, subject=f"term:{term.pk}", at=at)


@transaction.atomic
def end_overdue(*, at: datetime) -> int:
    """The clock's job: a term whose last day is over ends; one that nobody said yes to is left nowhere."""
    over = Term.objects.filter(ended_at=None, ends_on__lt=timezone.localdate(at)).select_for_update()
    over.filter(accepted_at=None).delete()
    return len([end(term, Went.OVER, None, at) for term in over])


def end(term: Term, went: Went, by, at: datetime) -> None:
    term.ended_at, term.went = at, went
    term.save(update_fields=["ended_at", "went"])
    log.write("office.ended", by=by, subject=f"term:{term.pk}", at=at, went=went)


def tell(person, council: Council, news: str, at: datetime, **params) -> None:
    with translation.override(person.language):
        name = council.label
    about = f"child:{person.pk}" if person.is_child else ""
    notices.tell(
        person=person, kind=f"councils.{news}", about=about, at=at, name=name, council=str(council.pk), **params
    )


def _handover(handover: Handover) -> Handover:
    rows = Handover.objects.select_for_update(of=("self",)).select_related("term__council")
    return rows.get(pk=handover.pk)


def _own(by, term: Term) -> Term:
    found = Term.objects.select_for_update(of=("self",)).select_related("council__office").filter(pk=term.pk)
    term = found.filter(person=by).first()
    if term is None:
        raise NotYours(_("This office is somebody else's."))
    return term


@transaction.atomic
def erase_words(*, by, person, at: datetime) -> None:
    """What somebody wanted to be called, and what they wrote that the group has not made its own; the rest stays
    without a name."""
    Term.objects.filter(person=person).exclude(called="").update(called="")
    Minutes.objects.filter(written_by=person, published_at=None).delete()
    adopted = RulesStep.objects.filter(kind=Step.ADOPTED).values("rules")
    Rules.objects.filter(made_by=person).exclude(lines="").exclude(pk__in=adopted).update(lines="")
