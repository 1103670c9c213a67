"""Dull makers of a council with its voters, and of an election that is on."""

from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from activities import queries as activities
from activities.councils import actions
from activities.councils.kinds import Came, Kind, Role, Way
from activities.councils.models import Candidate, Council, Election, Handover, Rules, Term
from activities.councils.states import Standing
from portal.accounts.roles import Role as Job
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import consent as make_consent


@dataclass
class Hall:
    """A council with its activity, two colleagues who run it, and children with a place and every yes."""

    council: Council
    staff: list
    homes: list = field(default_factory=list)

    @property
    def children(self) -> list:
        return [home.child for home in self.homes]

    @property
    def boss(self):
        return self.staff[0]


def hall(*, children=3, kind=Kind.CHILDREN, at=None) -> Hall:
    at = at or timezone.now()
    office = make_activities.office()
    staff = [make_accounts.staff(Job.FACILITATOR, office=office, at=at) for _ in range(2)]
    activity = make_activities.activity(
        name="小管家", name_en="Stewards", office=office, made_by=staff[0], at=at, capacity=40
    )
    council = Council.objects.create(
        kind=kind, office=office, activity=activity, name="小管家委员会", name_en="Stewards",
        decides="开门时间，每月三百元",
        decides_en="opening hours, 300 yuan a month", made_by=staff[0], made_at=at,
    )  # fmt: skip
    made = Hall(council, staff)
    for _ in range(children):
        joins(made, at=at)
    return made


def joins(hall: Hall, *, at=None, yes=True):
    """One more family whose child has a place; `yes`: and everybody's yes."""
    at = at or timezone.now()
    home = make_consent.family(child_age=9, at=at)
    make_activities.place(hall.council.activity, home.child, at=at)
    if yes:
        make_consent.all_say(home, Purpose.ACTIVITY, activities.scope(hall.council.activity), at=at)
    hall.homes.append(home)
    return home.child


def begun(hall: Hall, *, at=None, **over) -> Election:
    """Names for a day, votes for two more, a term of half a year from today."""
    at = at or timezone.now()
    today = timezone.localdate(at)
    facts = {
        "role": Role.MEMBER, "seats": 1, "way": Way.VOTE, "quorum": 50, "nominate_until": at + timedelta(days=1),
        "vote_until": at + timedelta(days=3), "term_starts_on": today, "term_ends_on": today + timedelta(days=180),
    }  # fmt: skip
    return actions.begin(by=hall.boss, council=hall.council, at=at, **(facts | over))


def stands(election: Election, *children, at=None, words="") -> list[str]:
    """Their lots, in their order."""
    at = at or election.made_at
    for child in children:
        actions.stand(by=child, election=election, words=words, at=at)
    lots = dict(election.candidates.values_list("person", "lot"))
    return [lots[child.pk] for child in children]


def read(hall: Hall, election: Election, seen: str, *, may_stay=True) -> None:
    """What the only candidate wrote, read by a colleague as `seen`."""
    candidate = election.candidates.get()
    actions.read_words(by=hall.boss, candidate=candidate, seen=seen, may_stay=may_stay, at=election.made_at)


def opened(hall: Hall, election: Election) -> Election:
    return actions.open_vote(by=hall.boss, election=election, at=election.nominate_until)


def all_vote(hall: Hall, election: Election) -> None:
    """Everybody, for nobody."""
    for child in hall.children:
        actions.vote(by=child, election=election, picked=[], at=during(election))


def counted(hall: Hall, election: Election) -> Election:
    return actions.count(by=hall.boss, election=election, at=election.vote_until)


def hand_out(hall: Hall, election: Election, *people) -> None:
    actions.hand_out_papers(by=hall.boss, election=election, people=people, at=during(election))


def during(election: Election):
    """A moment in which votes are collected."""
    return election.nominate_until + timedelta(hours=1)


def term(hall: Hall, person, *, role=Role.MEMBER, at=None, **over) -> Term:
    at = at or timezone.now()
    today = timezone.localdate(at)
    row = {
        "council": hall.council, "role": role, "person": person, "came": Came.NAMED, "starts_on": today,
        "ends_on": today + timedelta(days=90), "made_at": at, "accepted_at": at,
    }  # fmt: skip
    return Term.objects.create(**(row | over))


def said_everywhere(child, activity, words: str, *, at) -> None:
    """Rows of this child with these words in every column that may hold some."""
    boss = make_accounts.staff(Job.FACILITATOR, office=activity.office)
    council = Council.objects.create(
        office=activity.office, activity=activity, name="小管家", decides="开门时间", made_by=boss, made_at=at
    )
    held = term(Hall(council, [boss]), child, at=at, called=words)
    Handover.objects.create(term=held, words=words, at=at)
    election = begun(Hall(council, [boss]), at=at)
    Candidate.objects.create(
        election=election, person=child, state=Standing.STANDS, words=words, called=words, lot="AAAAAA", at=at
    )
    council.topics.create(person=child, words=words, at=at)
    Rules.objects.create(council=council, version=1, lines=words, made_by=child, made_at=at)
    council.minutes.create(held_on=timezone.localdate(at), words=words, written_by=child, written_at=at)
