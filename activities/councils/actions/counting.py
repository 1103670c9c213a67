"""How an election ends: counted or drawn by the machine, so that whoever presses the button decides nothing."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.councils import policy, queries
from activities.councils.actions.councils import end, run, tell
from activities.councils.actions.elections import forget_asked, lock
from activities.councils.actions.refusals import NotReady
from activities.councils.kinds import VOTERS_LEAST, Came, Way, Went
from activities.councils.models import Candidate, Election, PaperCount, Term
from activities.councils.states import Outcome, State
from portal.asking import actions as asking
from portal.asking import queries as boxes
from portal.audit import log
from portal.figures import lots


@transaction.atomic
def hand_out_papers(*, by, election: Election, people: Iterable, at: datetime) -> None:
    """Some vote on paper: from now on they have no ballot here. Three at least, since those who count read papers."""
    election, people = lock(election), list(people)
    council = run(by, election.council, at)
    may = queries.able(council, people, at=at)
    if not policy.takes_votes(election, at=at) or len(may) < len(people):
        raise NotReady(_("Votes are not collected now."))
    if boxes.turnout(election.box)[1] + len(may) < VOTERS_LEAST:
        raise NotReady(_("Whoever counts one or two papers sees whose they are. Hand out three at least."))
    for person in people:
        asking.hand_out(by=by, box=election.box, person=person, at=at)


@transaction.atomic
def erase_paper_counts(*, at: datetime) -> int:
    """The clock's job: what was counted on paper goes with what was in the box."""
    return PaperCount.objects.filter(election__box__emptied_at__lte=at).delete()[0]


@transaction.atomic
def count_paper(*, by, election: Election, papers: int, votes: dict[str, int], at: datetime) -> bool | None:
    """One adult's count of the papers. None: a second is still to count; True: both say the same; False: they do not,
    and both counts are gone."""
    election = lock(election)
    run(by, election.council, at)
    if not policy.may_be_counted(election, at=at):
        raise NotReady(_("Papers are counted when the time for votes is over."))
    handed = boxes.turnout(election.box)[1]
    votes = {lot: number for lot, number in votes.items() if number}
    if papers > handed:
        raise NotReady(_("There are more papers than were handed out. Do not count them; talk to your supervisor."))
    if not set(votes) <= {each.lot for each in queries.standing(election, at=at)}:
        raise NotReady(_("Somebody does not stand any more. Please look again."))
    if max(votes.values(), default=0) > papers or sum(votes.values()) > papers * election.seats:
        raise NotReady(_("Those are more votes than the papers can hold."))
    before = list(election.paper_counts.all())
    if len(before) > 1:
        raise NotReady(_("The papers have been counted twice already."))
    if any(each.counted_by_id == by.pk for each in before):
        raise NotReady(_("You have counted. Somebody else counts now, without you."))
    if before and (before[0].papers, before[0].votes) != (papers, votes):
        election.paper_counts.all().delete()
        log.write("election.paper_differs", by=by, subject=f"election:{election.pk}", at=at)
        return False
    PaperCount.objects.create(election=election, counted_by=by, counted_at=at, papers=papers, votes=votes)
    log.write("election.paper_counted", by=by, subject=f"election:{election.pk}", at=at)
    return True if before else None


@transaction.atomic
def count(*, by, election: Election, at: datetime) -> Election:
    """Opens the box. Who was elected is said, never with how many: where two have the same, the seed decides.

    With fewer than three ballots nobody is: who won would tell how somebody voted.
    """
    election = lock(election)
    run(by, election.council, at)
    if election.way != Way.VOTE or not policy.may_be_counted(election, at=at):
        raise NotReady(_("It is counted when the time is over, or everybody has voted."))
    papers, on_paper = _papers(election)
    _voted, _handed, roll = boxes.turnout(election.box)
    votes = asking.count(box=election.box, at=at) + on_paper
    election.box.refresh_from_db()
    stood = _still_able(election, at)
    came = election.box.ballots_in + papers
    if came < VOTERS_LEAST or came * 100 < election.quorum * roll:
        return _over(election, Outcome.NO_QUORUM, [], by, at)
    turn = {lot: number for number, lot in enumerate(lots.order(election.seed, stood))}
    chosen = sorted((lot for lot in stood if votes[lot]), key=lambda lot: (-votes[lot], turn[lot]))
    return _settle(election, [stood[lot] for lot in chosen[: election.seats]], by, at)


@transaction.atomic
def draw(*, by, election: Election, at: datetime) -> Election:
    """The lottery: among all who stand, in the order of the seed that was sealed before the first name."""
    election = lock(election)
    run(by, election.council, at)
    if election.way != Way.LOTTERY or election.state != State.NOMINATING or at < election.nominate_until:
        raise NotReady(_("Names are collected until the moment that was told."))
    if queries.unread(election):
        raise NotReady(_("Read what candidates wrote before the others do."))
    stood = _still_able(election, at)
    order = [stood[lot] for lot in lots.order(election.seed, stood)]
    return _settle(election, order[: election.seats], by, at)


def _papers(election: Election) -> tuple[int, Counter]:
    counts = list(election.paper_counts.all())
    if not counts and boxes.turnout(election.box)[1] == 0:
        return 0, Counter()
    if len(counts) != 2:
        raise NotReady(_("Ballots were handed out on paper: two people count them first, each alone."))
    return counts[0].papers, Counter(counts[0].votes)


def _still_able(election: Election, at: datetime) -> dict[str, Candidate]:
    return {each.lot: each for each in queries.standing(election, at=at)}


def _settle(election: Election, chosen: list[Candidate], by, at: datetime) -> Election:
    chosen = sorted(chosen, key=lambda each: each.lot)  # rows and letters lie in no order of votes (PRI-18)
    Candidate.objects.filter(pk__in=[each.pk for each in chosen]).update(elected=True)
    return _over(election, Outcome.FILLED if chosen else Outcome.NOBODY, chosen, by, at)


def _over(election: Election, outcome: Outcome, chosen: list[Candidate], by, at: datetime) -> Election:
    election.move(State.DONE)
    election.outcome, election.done_at = outcome, at
    election.save()
    forget_asked(election)
    log.write(
        f"election.{outcome}", by=by, subject=f"election:{election.pk}", at=at, seed=election.seed,
        elected=[each.lot for each in chosen],
    )  # fmt: skip
    if chosen:
        _take_office(election, chosen, at)
    told = {each.person_id for each in chosen}
    for person in queries.electorate(election.council, at=at).values():
        if person.pk not in told:
            tell(person, election.council, "result", at, election=str(election.pk))
    return election


def _take_office(election: Election, chosen: list[Candidate], at: datetime) -> None:
    """The new terms. Whoever held the office before holds it to their own last day; a second term follows the first."""
    for term in election.council.terms.filter(
        role=election.role, person__in=[each.person_id for each in chosen], ended_at=None,
        ends_on__gte=election.term_starts_on,
    ):  # fmt: skip
        end(term, Went.OVER, None, at)
    came = Came.ELECTED if election.way == Way.VOTE else Came.DRAWN
    for each in chosen:
        term = Term.objects.create(
            council=election.council, role=election.role, person=each.person, called=each.called, came=came,
            election=election, starts_on=election.term_starts_on, ends_on=election.term_ends_on, made_at=at,
            accepted_at=at,
        )  # fmt: skip
        tell(each.person, election.council, "office", at, term=str(term.pk))
