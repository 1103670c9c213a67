"""Elections: by one's own will, one secret vote each, nobody shamed by a number, ties by a sealed seed."""

from collections import Counter
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone, translation

from activities.councils import actions, queries
from activities.councils.kinds import Role, Way
from activities.councils.models import Candidate, Election, PaperCount, Term
from activities.councils.states import Outcome, Standing, State
from activities.models import Place
from activities.states import PlaceState
from moderation.models import Case
from portal.asking.models import Ballot, Box, Voted
from portal.audit.models import Line
from portal.clock.registry import jobs
from portal.figures import lots
from portal.notices.models import Message
from portal.ui.refusals import Refusal
from tests.making import accounts as make_accounts
from tests.making import councils as make
from tests.making import privacy as make_privacy
from tests.making.moderation import DANGER

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def hall():
    return make.hall()


def told(person) -> list[str]:
    return list(Message.objects.filter(person=person).order_by("at", "pk").values_list("kind", flat=True))


def cast(election, *votes):
    """(child, lots) pairs."""
    for child, picked in votes:
        actions.vote(by=child, election=election, picked=picked, at=make.during(election))


def test_nobody_is_put_up_against_its_will(hall):  # GC12: voluntary
    one, other, third = hall.children
    election = make.begun(hall)
    actions.propose(by=one, election=election, person=other, at=election.made_at)
    asked = election.candidates.get()
    assert (asked.state, asked.put_by) == (Standing.ASKED, one)
    assert queries.standing(election, at=election.made_at) == []
    assert queries.mine(third, election, at=election.made_at).candidate is None
    assert "councils.asked" in told(other)
    actions.withdraw(by=other, election=election, at=election.made_at)
    asked.refresh_from_db()
    assert (asked.state, asked.put_by) == (Standing.DECLINED, None)
    actions.propose(by=third, election=election, person=other, at=election.made_at)  # is not asked again
    asked.refresh_from_db()
    assert asked.state == Standing.DECLINED
    assert told(other).count("councils.asked") == 1
    assert other in queries.may_be_proposed(third, election, at=election.made_at)  # the list does not tell either


def test_who_proposed_is_forgotten_with_the_answer(hall):
    one, other, _third = hall.children
    election = make.begun(hall)
    actions.propose(by=one, election=election, person=other, at=election.made_at)
    actions.stand(by=other, election=election, words="把书架修好", at=election.made_at)
    assert election.candidates.get().put_by is None
    with pytest.raises(IntegrityError), transaction.atomic():
        election.candidates.update(put_by=one)


def test_words_of_intent_are_read_by_a_colleague_before_the_others(hall):  # MOD-2
    election = make.begun(hall)
    make.stands(election, hall.children[0], words="把书架修好")
    with pytest.raises(Refusal, match="before the others"):
        make.opened(hall, election)
    make.read(hall, election, "把书架修好")
    assert make.opened(hall, election).state == State.VOTING
    assert queries.standing(election, at=make.during(election))[0].words == "把书架修好"


@pytest.mark.parametrize("words", ["加我微信 tongyan123456", "打我电话13912345678", "我住槐安路12号院3单元501"])
def test_words_that_give_somebody_away_are_not_taken(hall, words):
    election = make.begun(hall)
    with pytest.raises(Refusal):
        make.stands(election, hall.children[0], words=words)
    assert not election.candidates.exists()


def test_a_real_name_is_not_taken(hall):
    make_privacy.identity(make_accounts.child(age=None).pk, real_name="欧阳明月", at=timezone.now())
    with pytest.raises(Refusal, match="real name"):
        make.stands(make.begun(hall), hall.children[0], words="请选欧阳明月")


def test_a_sign_of_harm_goes_to_the_lead_and_nowhere_else(hall):  # SAF-5
    election = make.begun(hall)
    assert actions.stand(by=hall.children[0], election=election, words=DANGER, at=election.made_at)
    assert Case.objects.filter(kind="asking").count() == 1
    stands = election.candidates.get()
    assert (stands.state, stands.words) == (Standing.STANDS, "")


def test_the_order_of_names_is_that_of_the_seal(hall):
    election = make.begun(hall)
    numbers = make.stands(election, *hall.children)
    shown = [each.lot for each in queries.standing(election, at=election.made_at)]
    assert shown == lots.order(election.seal, numbers)
    assert election.seal == lots.seal(election.seed)


def test_who_may_vote_is_asked_when_it_opens_and_when_it_counts(hall):
    election = make.begun(hall)
    [lot] = make.stands(election, hall.children[0])
    without = make.joins(hall, yes=False)
    election = make.opened(hall, election)
    late = make.joins(hall)
    gone = hall.children[1]
    Place.objects.filter(child=gone).update(state=PlaceState.LEFT, number=None, left_at=timezone.now())
    for child in (without, late, gone):
        assert not queries.mine(child, election, at=make.during(election)).may_vote
        with pytest.raises(Refusal):
            cast(election, (child, [lot]))
    assert Ballot.objects.count() == 0
    cast(election, (hall.children[0], [lot]))
    assert Ballot.objects.get().picked == [lot]


def test_one_child_has_one_vote(hall):
    election = make.begun(hall)
    [lot] = make.stands(election, hall.children[0])
    election = make.opened(hall, election)
    cast(election, (hall.children[1], [lot]))
    with pytest.raises(Refusal, match="voted already"):
        cast(election, (hall.children[1], []))
    with pytest.raises(IntegrityError), transaction.atomic():
        Voted.objects.create(box=election.box, person=hall.children[1])
    assert Ballot.objects.count() == 1


def test_nothing_leads_from_a_ballot_to_a_child(hall):  # decisions.md: unlinked answers and ballots
    """No column of a ballot names a person, a time or an order, and none of its keys stands anywhere else."""
    columns = {field.name for field in Ballot._meta.get_fields() if field.concrete}
    assert columns == {"id", "box", "picked"}
    assert {field.name for field in Voted._meta.get_fields() if field.concrete} == {"id", "box", "person", "on_paper"}
    assert Ballot._meta.get_field("id").default().version == 4
    election = make.begun(hall)
    numbers = make.stands(election, *hall.children)
    election = make.opened(hall, election)
    for child, lot in zip(hall.children, numbers, strict=True):
        before = set(Ballot.objects.values_list("pk", flat=True))
        cast(election, (child, [lot]))
        assert not before & set(Ballot.objects.values_list("pk", flat=True)), "every ballot is laid anew with each vote"
    ids = {str(pk) for pk in Ballot.objects.values_list("pk", flat=True)}
    lines = Line.objects.filter(act="ballot.cast")
    assert {line.detail == {} for line in lines} == {True}
    assert {timezone.localtime(line.at).time().isoformat() for line in lines} == {"00:00:00"}
    said = str(list(Line.objects.values_list("subject", "detail")))
    assert not any(each in said for each in ids)


def test_the_box_is_laid_in_another_order_each_time():
    """Otherwise SQLite's row numbers would say who voted when, beside the marks."""
    hall = make.hall(children=12)
    election = make.begun(hall, seats=1)
    numbers = make.stands(election, *hall.children)
    election = make.opened(hall, election)
    cast(election, *((child, [lot]) for child, lot in zip(hall.children, numbers, strict=True)))
    laid = [picked[0] for picked in Ballot.objects.order_by().values_list("picked", flat=True)]
    assert sorted(laid) == sorted(numbers)
    assert laid != numbers  # once in 479001600 runs it is


def test_a_ballot_cannot_be_written_over(hall):
    election = make.begun(hall)
    numbers = make.stands(election, *hall.children)
    election = make.opened(hall, election)
    cast(election, (hall.children[0], [numbers[0]]))
    with pytest.raises(DatabaseError), transaction.atomic():
        Ballot.objects.update(picked=[numbers[1]])


def test_a_stuffed_box_is_not_counted(hall):
    election = make.begun(hall)
    numbers = make.stands(election, *hall.children)
    election = make.opened(hall, election)
    cast(election, *((child, [numbers[0]]) for child in hall.children))
    Ballot.objects.create(box=election.box, picked=[numbers[1]])
    with pytest.raises(Refusal, match="another number"):
        make.counted(hall, election)


def test_the_result_says_who_and_never_how_many(hall):  # PRI-18
    one, other, third = hall.children
    election = make.begun(hall)
    first, second = make.stands(election, one, other)
    election = make.opened(hall, election)
    cast(election, (one, [first]), (other, [second]), (third, [first]))
    election = make.counted(hall, election)
    assert (election.state, election.outcome) == (State.DONE, Outcome.FILLED)
    assert [each.person for each in queries.elected(election)] == [one]
    assert list(Term.objects.values_list("person", "role", "came")) == [(one.pk, "member", "elected")]
    kept = {field.name for model in (Election, Candidate, Term) for field in model._meta.local_fields}
    assert not kept & {"votes", "count", "number", "rank", "ballots"}
    assert Line.objects.get(act="election.filled").detail == {"seed": election.seed, "elected": [first]}
    assert told(one)[-1] == "councils.office"
    assert told(other)[-1] == "councils.result"


def test_nobody_ends_a_vote_before_its_time(hall):
    election = make.begun(hall)
    [lot] = make.stands(election, hall.children[0])
    election = make.opened(hall, election)
    cast(election, *((child, [lot]) for child in hall.children[:2]))
    with pytest.raises(Refusal, match="time is over"):
        actions.count(by=hall.boss, election=election, at=make.during(election))
    cast(election, (hall.children[2], []))  # now everybody has
    assert actions.count(by=hall.boss, election=election, at=make.during(election)).state == State.DONE


def test_a_tie_is_broken_by_the_seed_that_was_sealed(hall):
    one, other, third = hall.children
    election = make.begun(hall)
    first, second = make.stands(election, one, other)
    election = make.opened(hall, election)
    assert election.shown_seed == ""
    cast(election, (one, [first]), (other, [second]), (third, []))
    election = make.counted(hall, election)
    assert [each.lot for each in queries.elected(election)] == lots.order(election.seed, [first, second])[:1]
    assert lots.seal(election.shown_seed) == election.seal


@pytest.mark.parametrize(
    ("quorum", "voters", "outcome"),
    [
        (0, 0, "no_quorum"), (0, 1, "no_quorum"), (0, 2, "no_quorum"), (0, 3, "filled"), (50, 3, "filled"),
        (51, 3, "no_quorum"), (66, 4, "filled"), (67, 4, "no_quorum"), (67, 5, "filled"), (100, 5, "no_quorum"),
        (100, 6, "filled"),
    ],
)  # fmt: skip
def test_it_counts_when_enough_take_part(quorum, voters, outcome):  # never with fewer than three: it would be told
    hall = make.hall(children=6)
    election = make.begun(hall, quorum=quorum)
    [lot] = make.stands(election, hall.children[0])
    election = make.opened(hall, election)
    cast(election, *((child, [lot]) for child in hall.children[:voters]))
    assert make.counted(hall, election).outcome == outcome
    assert Term.objects.exists() == (outcome == "filled")


def test_whoever_does_not_stand_any_more_is_not_elected(hall):
    one, other, third = hall.children
    election = make.begun(hall)
    first, _second = make.stands(election, one, other)
    election = make.opened(hall, election)
    cast(election, (one, [first]), (other, [first]))
    actions.withdraw(by=one, election=election, at=make.during(election))
    with pytest.raises(Refusal, match="any more"):
        cast(election, (third, [first]))
    cast(election, (third, []))
    assert make.counted(hall, election).outcome == Outcome.NOBODY


def test_a_lottery_draws_by_the_sealed_seed(hall):
    election = make.begun(hall, way=Way.LOTTERY, seats=2)
    numbers = make.stands(election, *hall.children)
    with pytest.raises(Refusal):
        actions.draw(by=hall.boss, election=election, at=election.made_at)
    election = actions.draw(by=hall.boss, election=election, at=election.nominate_until)
    drawn = lots.order(election.seed, numbers)
    assert queries.drawn(election) == drawn
    assert {each.lot for each in queries.elected(election)} == set(drawn[:2])
    assert set(Term.objects.values_list("came", flat=True)) == {"drawn"}


def test_called_off_with_a_reason_and_the_box_goes_unread(hall):
    election = make.begun(hall)
    [lot] = make.stands(election, hall.children[0])
    election = make.opened(hall, election)
    cast(election, (hall.children[0], [lot]))
    with pytest.raises(Refusal, match="why"):
        actions.cancel(by=hall.boss, election=election, why=" ", at=make.during(election))
    actions.cancel(by=hall.boss, election=election, why="台风", at=make.during(election))
    assert not Ballot.objects.exists()
    message = Message.objects.filter(kind="councils.off").first()
    assert message.params["why"] == "台风"
    with pytest.raises(IntegrityError), transaction.atomic():
        Election.objects.update(why="")


def test_with_fewer_than_three_no_vote_is_opened():
    hall = make.hall(children=2)
    election = make.begun(hall)
    make.stands(election, hall.children[0])
    with pytest.raises(Refusal, match="secret"):
        make.opened(hall, election)


def test_two_people_count_the_papers_alone():
    hall = make.hall(children=4)
    one, other, third, fourth = hall.children
    election = make.begun(hall)
    first, second = make.stands(election, one, other)
    election = make.opened(hall, election)
    with pytest.raises(Refusal, match="three at least"):  # of one or two papers those who count know whose they are
        make.hand_out(hall, election, other, third)
    make.hand_out(hall, election, other, third, fourth)
    for child in (other, third):
        with pytest.raises(Refusal, match="voted already"):
            cast(election, (child, [first]))
    cast(election, (one, [first]))
    with pytest.raises(Refusal, match="time is over"):  # who holds a paper has time as everybody has
        actions.count(by=hall.boss, election=election, at=make.during(election))
    with pytest.raises(Refusal, match="two people"):
        make.counted(hall, election)

    def enter(who, papers, **votes):
        return actions.count_paper(by=who, election=election, papers=papers, votes=votes, at=election.vote_until)

    boss, colleague = hall.staff
    with pytest.raises(Refusal, match="more papers"):
        enter(boss, 4, **{second: 4})
    with pytest.raises(Refusal, match="more votes"):
        enter(boss, 2, **{second: 2, first: 1})
    assert enter(boss, 2, **{second: 2, first: 0}) is None
    with pytest.raises(Refusal, match="two people"):
        make.counted(hall, election)  # one of them is not two
    with pytest.raises(Refusal, match="You have counted"):
        enter(boss, 2, **{second: 2})
    assert enter(colleague, 2, **{second: 1}) is False  # both are gone
    assert enter(colleague, 2, **{second: 2}) is None
    assert enter(boss, 2, **{second: 2}) is True
    assert [each.person for each in queries.elected(make.counted(hall, election))] == [other]
    assert PaperCount.objects.count() == 2
    for day in (29, 30):
        at = election.vote_until + timedelta(days=day)
        jobs["asking.boxes"].run(at)
        jobs["councils.papers"].run(at)
        assert PaperCount.objects.exists() == (day == 29)  # numbers go with the ballots


def test_only_those_who_run_it_open_and_count(hall):
    stranger = make.hall(children=0).boss
    election = make.begun(hall)
    make.stands(election, hall.children[0])
    for who in (stranger, hall.children[0]):
        with pytest.raises(Refusal):
            actions.open_vote(by=who, election=election, at=election.nominate_until)
    election = make.opened(hall, election)
    for act in (actions.count, actions.draw):
        with pytest.raises(Refusal):
            act(by=stranger, election=election, at=election.vote_until)


def test_after_a_month_nothing_is_left_to_be_joined(hall):
    from portal.asking import actions as asking

    election = make.begun(hall)
    [lot] = make.stands(election, hall.children[0])
    election = make.opened(hall, election)
    cast(election, *((child, [lot]) for child in hall.children))
    make.counted(hall, election)
    assert asking.empty_boxes(at=election.vote_until + timedelta(days=29)) == 0
    assert asking.empty_boxes(at=election.vote_until + timedelta(days=30)) == 1
    assert asking.empty_boxes(at=election.vote_until + timedelta(days=31)) == 0
    for name in ("Ballot", "Voted", "Voter"):
        assert not apps.get_model("asking", name).objects.exists()
    assert queries.elected(Election.objects.get())


def test_one_election_for_an_office_at_a_time(hall):
    make.begun(hall)
    with pytest.raises(Refusal, match="on already"):
        make.begun(hall)
    make.begun(hall, role=Role.CHAIR)


def test_no_more_names_than_seats(hall):
    election = make.begun(hall)
    numbers = make.stands(election, *hall.children)
    election = make.opened(hall, election)
    with pytest.raises(Refusal, match="more names"):
        cast(election, (hall.children[0], numbers[:2]))
    with pytest.raises(Refusal):
        cast(election, (hall.children[0], ["XXXXXX"]))
    assert Box.objects.get().ballots_in == 0
    assert Counter(Voted.objects.values_list("person", flat=True)) == {}
