"""From the first name to the open box: who stands, who may vote, and the one vote of each."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities.councils import policy, queries
from activities.councils.actions.councils import run, tell
from activities.councils.actions.refusals import NotReady, NotYours
from activities.councils.actions.words import as_read, fit, heard, said_with_lead
from activities.councils.kinds import VOTERS_LEAST, WORDS_MOST, Kind, Way
from activities.councils.models import Candidate, Council, Election
from activities.councils.states import RUNNING, Standing, State
from portal.asking import actions as asking
from portal.audit import log
from portal.figures import lots


@transaction.atomic
def begin(*, by, council: Council, at: datetime, **facts) -> Election:
    """Names are collected from now on. `facts`: role, seats, way, quorum, term_starts_on, term_ends_on, nominate_until,
    vote_until. The seal of the seed stands on the page before the first name is in."""
    council = run(by, council, at)
    if council.elections.filter(role=facts["role"], state__in=RUNNING).exists():
        raise NotReady(_("An election for this office is on already."))
    if not at < facts["nominate_until"] < facts["vote_until"]:
        raise NotReady(_("Names are collected until a moment to come, and votes after that."))
    seed = lots.new_seed()
    made = Election.objects.create(council=council, seed=seed, seal=lots.seal(seed), made_by=by, made_at=at, **facts)
    log.write("election.begun", by=by, subject=f"election:{made.pk}", at=at, council=str(council.pk), seal=made.seal)
    for person in queries.electorate(council, at=at).values():
        tell(person, council, "names", at, election=str(made.pk))
    return made


def stand(*, by, election: Election, words: str = "", called: str = "", at: datetime) -> bool:
    """Somebody stands by their own will, or says yes to whoever asked. Whether the words went to the lead instead."""
    council, name = election.council, ""
    said, with_lead = heard(by=by, council=council, words=words, most=WORDS_MOST, at=at)
    if council.kind == Kind.PARENTS:
        name, name_with_lead = heard(by=by, council=council, words=called, most=20, at=at)
        with_lead = with_lead or name_with_lead
    with said_with_lead(with_lead):
        _stands(by, election, said, name, at)
    return with_lead


@transaction.atomic
def _stands(by, election: Election, words: str, called: str, at: datetime) -> None:
    election = _taking_names(by, election, at)
    found = election.candidates.filter(person=by).first()
    found = found or Candidate(election=election, person=by, lot=_lot(election), at=at)
    if found.state == Standing.STANDS:
        raise NotReady(_("You stand already."))
    if election.council.kind == Kind.PARENTS and not called:
        raise NotReady(_("Write what you want to be called."))
    for each in (words, called):
        fit(by=by, words=each, at=at)
    found.words, found.called = words, called
    found.state, found.put_by, found.read_by, found.read_at = Standing.STANDS, None, None, None
    found.save()
    log.write("election.stands", by=by, subject=f"election:{election.pk}", at=at, lot=found.lot)


@transaction.atomic
def propose(*, by, election: Election, person, at: datetime) -> None:
    """Asks another whether they want to stand. Only the asked one knows; without their yes nothing is seen of it."""
    election = _taking_names(by, election, at)
    if election.council.kind == Kind.PARENTS or by.pk == person.pk:
        raise NotReady(_("Here everybody stands for themselves."))
    if not queries.belongs(person, election.council, at=at):
        raise NotReady(_("An office here is for children who have a place."))
    if election.candidates.filter(person=person).exists():
        return  # it is not told whether they stand, were asked, or said no
    Candidate.objects.create(
        election=election, person=person, put_by=by, state=Standing.ASKED, lot=_lot(election), at=at
    )
    log.write("election.proposed", by=by, subject=f"election:{election.pk}", at=at)
    tell(person, election.council, "asked", at, election=str(election.pk))


@transaction.atomic
def withdraw(*, by, election: Election, at: datetime) -> None:
    """Says no to being asked, or does not stand any more: until it is over, in one step, without a reason."""
    election = lock(election)
    found = election.candidates.filter(person=by).first()
    if found is None or election.state not in RUNNING:
        raise NotReady(_("There is nothing to take back."))
    found.state = Standing.DECLINED if found.state == Standing.ASKED else Standing.WITHDRAWN
    found.words, found.put_by, found.read_by, found.read_at = "", None, None, None
    found.save()
    log.write("election.withdrawn", by=by, subject=f"election:{election.pk}", at=at)


@transaction.atomic
def read_words(*, by, candidate: Candidate, seen: str, may_stay: bool, at: datetime) -> None:
    """A colleague has read what a candidate wrote, as `seen`; words that cannot stay go, the name stays."""
    election = lock(candidate.election)
    run(by, election.council, at)
    found = election.candidates.get(pk=candidate.pk)
    if found.read_at:
        return
    as_read(found.words, seen)
    if not may_stay:
        found.words = ""
    found.read_by, found.read_at = by, at
    found.save(update_fields=["words", "read_by", "read_at"])
    log.write("election.words_read", by=by, subject=f"election:{election.pk}", at=at, stay=may_stay)


@transaction.atomic
def open_vote(*, by, election: Election, at: datetime) -> Election:
    """Lays the box and the roll of everybody who may vote at this moment."""
    election = lock(election)
    run(by, election.council, at)
    if election.state != State.NOMINATING or election.way != Way.VOTE or at < election.nominate_until:
        raise NotReady(_("Names are collected until the moment that was told."))
    if not queries.standing(election, at=at):
        raise NotReady(_("Nobody stands. Call it off, talk with the group, and begin again."))
    if queries.unread(election):
        raise NotReady(_("Read what candidates wrote before the others do."))
    roll = queries.electorate(election.council, at=at)
    if len(roll) < VOTERS_LEAST:
        raise NotReady(_("With fewer than three people no vote is secret. Draw by lot, or agree when you meet."))
    if at >= election.vote_until:
        raise NotReady(_("The time for votes is over before it began. Call it off and begin again."))
    election.box = asking.lay_box(voters=roll.values(), at=at)
    election.opened_at = at
    election.move(State.VOTING)
    election.save()
    log.write("election.opened", by=by, subject=f"election:{election.pk}", at=at, box=str(election.box_id))
    for person in roll.values():
        tell(person, election.council, "vote", at, election=str(election.pk))
    return election


@transaction.atomic
def vote(*, by, election: Election, picked: Iterable[str], at: datetime) -> None:
    """One secret vote: up to as many lots as there are seats, or none. Whether somebody may is asked at this moment."""
    election = lock(election)
    if not policy.takes_votes(election, at=at):
        raise NotReady(_("Votes are not collected now."))
    if not queries.belongs(by, election.council, at=at):
        raise NotYours(_("Who votes here has a place, and a yes from home."))
    picked = set(picked)
    if not picked <= {each.lot for each in queries.standing(election, at=at)}:
        raise NotReady(_("Somebody does not stand any more. Please look again."))
    if len(picked) > election.seats:
        raise NotReady(_("Those are more names than seats."))
    asking.cast(by=by, box=election.box, picked=picked, at=at)


@transaction.atomic
def cancel(*, by, election: Election, why: str, why_en: str = "", at: datetime) -> Election:
    """Called off, with a reason that everybody reads; what was put into the box goes unread."""
    election = lock(election)
    run(by, election.council, at)
    if election.state not in RUNNING:
        raise NotReady(_("It is over already."))
    if not why.strip():
        raise NotReady(_("Say why; everybody reads it."))
    return _called_off(election, why.strip()[:120], why_en.strip()[:200], by, at)


@transaction.atomic
def call_off_uncounted(*, at: datetime) -> int:
    """The clock's job: ballots that nobody came to count are kept no longer than counted ones, and go unread."""
    why = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            why.append(str(_("Nobody came to count the votes.")))
    late = Election.objects.filter(state=State.VOTING, vote_until__lte=at - asking.BALLOTS_KEPT)
    locked = [lock(each) for each in late]
    return len([_called_off(each, *why, None, at) for each in locked if each.state == State.VOTING])


def _called_off(election: Election, why: str, why_en: str, by, at: datetime) -> Election:
    if election.box:
        asking.close_uncounted(box=election.box, at=at)
    election.why, election.why_en = why, why_en
    election.move(State.CANCELLED)
    election.save()
    forget_asked(election)
    log.write("election.cancelled", by=by, subject=f"election:{election.pk}", at=at)
    for person in queries.electorate(election.council, at=at).values():
        with translation.override(person.language):
            tell(person, election.council, "off", at, election=str(election.pk), why=election.reason)
    return election


def forget_asked(election: Election) -> None:
    """Whoever was asked and has said nothing is asked no more; that they were, and by whom, is left nowhere."""
    election.candidates.filter(state=Standing.ASKED).delete()


def lock(election: Election) -> Election:
    rows = Election.objects.select_for_update(of=("self",)).select_related("council__office", "box")
    return rows.get(pk=election.pk)


def _taking_names(by, election: Election, at: datetime) -> Election:
    election = lock(election)
    if not policy.takes_names(election, at=at):
        raise NotReady(_("Names are not collected any more."))
    if not queries.belongs(by, election.council, at=at):
        raise NotYours(_("Who stands or proposes here has a place, and a yes from home."))
    return election


def _lot(election: Election) -> str:
    return lots.new_lot(election.candidates.values_list("lot", flat=True))
