"""Elections: who stands, in an order that favours nobody, and where one reader stands in it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from activities.councils.kinds import Kind
from activities.councils.models import Candidate, Council, Election
from activities.councils.queries.councils import able, belongs, electorate, homes_at_desk
from activities.councils.states import RUNNING, Standing, State
from portal.asking import queries as asking
from portal.figures import lots


def elections_of(council: Council) -> list[Election]:
    return list(council.elections.all()[:12])


def election(person, pk: UUID) -> Election | None:
    """One of a council that this person may see; staff see those they run."""
    seen = Council.objects.visible_to(person)
    return Election.objects.filter(pk=pk, council__in=seen.values("pk")).select_related("council", "box").first()


def running(council: Council) -> list[Election]:
    return [each for each in elections_of(council) if each.state in RUNNING]


def standing(found: Election, *, at: datetime) -> list[Candidate]:
    """Who stands, in the order that the seal gives their lots: the same for all readers, and nobody's wish.

    While it is on, without whoever has no place or no yes any more: nobody is put before the others who cannot step
    back.
    """
    rows = _stood(found)
    if found.state not in RUNNING:
        return rows
    may = able(found.council, (each.person for each in rows), at=at)
    return [each for each in rows if each.person_id in may]


def _stood(found: Election) -> list[Candidate]:
    rows = {c.lot: c for c in found.candidates.filter(state=Standing.STANDS).select_related("person")}
    return [rows[lot] for lot in lots.order(found.seal, rows)]


@dataclass(frozen=True)
class Mine:
    """One reader's part in an election."""

    candidate: Candidate | None
    may_vote: bool  # on the roll, and still one of those who may
    has_voted: bool


def mine(person, found: Election, *, at: datetime) -> Mine:
    own = found.candidates.filter(person=person).first()
    if found.state != State.VOTING or at >= found.vote_until:
        return Mine(own, False, bool(found.box_id) and asking.has_voted(found.box, person))
    voted = asking.has_voted(found.box, person)
    on_roll = asking.is_on_roll(found.box, person)
    return Mine(own, on_roll and not voted and belongs(person, found.council, at=at), voted)


def may_be_proposed(person, found: Election, *, at: datetime) -> list:
    """Others of the council who do not stand. Whoever was asked, or said no, is among them: the list tells nobody."""
    known = set(found.candidates.filter(state=Standing.STANDS).values_list("person", flat=True)) | {person.pk}
    people = [each for pk, each in electorate(found.council, at=at).items() if pk not in known]
    return sorted(people, key=lambda each: each.pseudonym)


def elected(found: Election) -> list[Candidate]:
    return [each for each in _stood(found) if each.elected]


def drawn(found: Election) -> list[str]:
    """The lots as the seed orders them, once it is over."""
    stood = found.candidates.filter(state=Standing.STANDS).values_list("lot", flat=True)
    return lots.order(found.seed, stood) if found.shown_seed else []


def unread(found: Election) -> list[Candidate]:
    """Words that a colleague must read before the others do."""
    rows = found.candidates.filter(state=Standing.STANDS, read_at=None).exclude(words="")
    return list(rows.select_related("person").order_by("pk"))


def roll_on_paper(found: Election, *, at: datetime) -> list:
    """Who may still be handed a ballot on paper: on the roll, and not voted; by name here. Each with `shown_as`: a
    guardian beside the children of the council they come with, for adults have no names here that tell them apart."""
    voted = found.box.voted.values("person")
    people = [row.person for row in found.box.roll.exclude(person__in=voted).select_related("person")]
    called = homes_at_desk(found.council, people, at=at) if found.council.kind == Kind.PARENTS else {}
    for each in people:
        each.shown_as = called.get(each.pk, each.pseudonym)
    return sorted(people, key=lambda each: each.shown_as)
