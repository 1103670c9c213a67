"""Offices: taken by one's own yes, given back in one step, passed on; a letter with a pseudonym alone."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activities.councils import actions, queries
from activities.councils.kinds import Kind, Role, Went
from activities.councils.models import Handover, Term
from activities.models import Place
from activities.states import PlaceState
from moderation.models import Case
from portal.clock.registry import jobs
from portal.notices.models import Message
from portal.ui.refusals import Refusal
from tests.making import accounts
from tests.making import councils as make
from tests.making.moderation import DANGER

pytestmark = pytest.mark.django_db


@pytest.fixture
def hall():
    return make.hall()


def named(hall, child, role=Role.TIME_KEEPER):
    at = timezone.now()
    ends = timezone.localdate(at) + timedelta(days=30)
    return actions.name_holder(by=hall.boss, council=hall.council, person=child, role=role, ends_on=ends, at=at)


def held(hall):
    return [(term.person, term.role) for term in queries.holders(hall.council, at=timezone.now())]


def test_an_office_counts_with_the_childs_own_yes(client, hall):
    one, other, _third = hall.children
    yes, no = named(hall, one), named(hall, other, Role.NOTE_TAKER)
    assert held(hall) == []
    client.force_login(one)
    assert "计时员" in client.get(reverse("councils:one", args=[hall.council.pk])).content.decode()
    assert client.post(reverse("councils:answer", args=[no.pk]), {"answer": "yes"}).status_code == 404
    client.post(reverse("councils:answer", args=[yes.pk]), {"answer": "yes"})
    client.force_login(other)
    client.post(reverse("councils:answer", args=[no.pk]), {"answer": "no"})
    assert held(hall) == [(one, "time_keeper")]
    assert not Term.objects.filter(person=other).exists()  # a no leaves nothing behind


def test_only_who_has_a_place_is_named_and_once(hall):
    stranger = make.hall(children=1).children[0]
    with pytest.raises(Refusal):
        named(hall, stranger)
    named(hall, hall.children[0])
    with pytest.raises(Refusal):
        named(hall, hall.children[0])


def test_an_office_ends_with_the_place_and_with_its_last_day(hall):
    one, other, _third = hall.children
    make.term(hall, one)
    make.term(hall, other)
    Place.objects.filter(child=one).update(state=PlaceState.LEFT, number=None, left_at=timezone.now())
    assert held(hall) == [(other, "member")]
    later = timezone.now() + timedelta(days=91)
    assert queries.holders(hall.council, at=later) == []
    jobs["councils.terms"].run(later)
    assert set(Term.objects.values_list("went", flat=True)) == {Went.OVER}


def test_an_office_that_nobody_said_yes_to_is_left_nowhere(hall):
    named(hall, hall.children[0])
    jobs["councils.terms"].run(timezone.now() + timedelta(days=31))
    assert not Term.objects.exists()


def test_a_guardian_holds_an_office_as_long_as_they_speak_for_a_child_there(hall):
    hall = make.hall(kind=Kind.PARENTS)
    one, other = hall.homes[0].guardian, hall.homes[1].guardian
    for adult in (one, other):
        make.term(hall, adult, called="小林妈妈")
    Place.objects.filter(child=hall.children[0]).update(state=PlaceState.LEFT, number=None, left_at=timezone.now())
    assert held(hall) == [(other, "member")]
    at = timezone.now()
    assert [queries.holds(adult, hall.council, at=at) for adult in (one, other)] == [False, True]
    assert [len(queries.terms_of(adult, at=at)) for adult in (one, other)] == [0, 1]


def test_my_group_says_which_offices_i_hold(client, hall):
    one, other, _third = hall.children
    term = make.term(hall, one, role=Role.CHAIR)
    page = reverse("activities:group", args=[hall.council.activity_id])
    client.force_login(one)
    said = client.get(page).content.decode()
    assert "小管家委员会：我是主持人" in said
    assert reverse("councils:letter", args=[term.pk]) in said
    client.force_login(other)
    assert "我是主持人" not in client.get(page).content.decode()


def test_the_letter_is_ones_own_in_both_languages_and_names_nobody(client, hall):
    one, other, _third = hall.children
    term = make.term(hall, one, role=Role.CHAIR)
    page = reverse("councils:letter", args=[term.pk])
    client.force_login(one)
    said = client.get(page).content.decode()
    assert "聘书" in said
    assert "Letter of appointment" in said
    assert one.pseudonym in said
    assert f"真名{one.username}" not in said
    for person in (other, hall.homes[0].guardian):
        client.force_login(person)
        assert client.get(page).status_code == 404


def test_an_office_is_given_back_in_one_step(client, hall):
    one = hall.children[0]
    term = make.term(hall, one)
    client.force_login(one)
    for _twice in range(2):
        client.post(reverse("councils:down", args=[term.pk]))
    term.refresh_from_db()
    assert term.went == Went.DOWN
    assert held(hall) == []
    said = client.get(reverse("councils:letter", args=[term.pk])).content.decode()
    assert reverse("councils:down", args=[term.pk]) not in said


def test_what_is_open_is_passed_on_and_taken_by_the_next(client, hall):
    old, new, third = hall.children
    before = make.term(hall, old, role=Role.CHAIR)
    client.force_login(old)
    hand = reverse("councils:hand", args=[before.pk])
    client.post(hand, {"words": "钥匙在前台\n下周请街道来"})
    client.post(reverse("councils:down", args=[before.pk]))
    make.term(hall, new, role=Role.CHAIR)
    make.term(hall, third)
    page = reverse("councils:one", args=[hall.council.pk])
    passed = Handover.objects.get()
    read(hall, passed)
    client.force_login(third)
    assert "钥匙在前台" not in client.get(page).content.decode()
    assert client.post(reverse("councils:take", args=[passed.pk])).status_code == 404
    client.force_login(new)
    assert "钥匙在前台" in client.get(page).content.decode()
    client.post(reverse("councils:take", args=[passed.pk]))
    passed.refresh_from_db()
    assert passed.taken_by == new
    assert "钥匙在前台" not in client.get(page).content.decode()
    with pytest.raises(Refusal):
        actions.hand_over(by=old, term=before, words="又一件", at=timezone.now())


def read(hall, passed, *, may_stay=True, seen=None):
    seen = passed.words if seen is None else seen
    actions.read_handover(by=hall.boss, handover=passed, seen=seen, may_stay=may_stay, at=timezone.now())


def test_what_is_passed_on_is_read_by_a_colleague_before_the_next_child(client, hall):  # MOD-1, MOD-4
    old, new, _third = hall.children
    before = make.term(hall, old, role=Role.CHAIR)
    make.term(hall, new, role=Role.CHAIR)
    actions.hand_over(by=old, term=before, words="钥匙在前台", at=timezone.now())
    passed = Handover.objects.get()
    page = reverse("councils:one", args=[hall.council.pk])
    client.force_login(new)
    assert "钥匙在前台" not in client.get(page).content.decode()
    assert client.post(reverse("councils:take", args=[passed.pk])).status_code == 404
    with pytest.raises(Refusal):
        actions.take_over(by=new, handover=passed, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Handover.objects.update(taken_by=new, taken_at=timezone.now())
    with pytest.raises(Refusal):
        actions.read_handover(by=new, handover=passed, seen="钥匙在前台", may_stay=True, at=timezone.now())
    accounts.sign_in(client, hall.boss)
    assert "钥匙在前台" in client.get(reverse("councils_desk:one", args=[hall.council.pk])).content.decode()
    where = reverse("councils_desk:passed_on", args=[hall.council.pk, passed.pk])
    foreign = reverse("councils_desk:passed_on", args=[make.hall(children=0).council.pk, passed.pk])
    assert client.post(foreign, {"do": "stay", "seen": "钥匙在前台"}, follow=True).status_code == 404
    actions.hand_over(by=old, term=before, words="你等着", at=timezone.now())
    client.post(where, {"do": "stay", "seen": "钥匙在前台"})  # what was read is not what stands there now
    assert queries.to_take(new, at=timezone.now()) == []
    assert not Message.objects.filter(kind="councils.handed").exists()
    client.post(where, {"do": "go", "seen": "你等着"})
    assert queries.to_take(new, at=timezone.now()) == []
    assert Handover.objects.get().words == ""
    actions.hand_over(by=old, term=before, words="钥匙在前台\n灯要关", at=timezone.now())
    client.post(where, {"do": "stay", "seen": "钥匙在前台\r\n灯要关"})  # as a browser sends it
    assert [each.words for each in queries.to_take(new, at=timezone.now())] == ["钥匙在前台\n灯要关"]
    assert Message.objects.filter(kind="councils.handed", person=new).count() == 1


def test_harm_in_what_is_passed_on_goes_to_the_lead_alone(client, hall):  # SAF-5
    term = make.term(hall, hall.children[0])
    client.force_login(hall.children[0])
    answer = client.post(reverse("councils:hand", args=[term.pk]), {"words": DANGER})
    assert answer.url == reverse("activities:thanks")
    assert Case.objects.count() == 1
    assert Handover.objects.get().words == ""


def test_a_second_term_follows_the_first(hall):
    one = hall.children[0]
    election = make.begun(hall)
    make.term(hall, one, ends_on=timezone.localdate() + timedelta(days=20))
    [lot] = make.stands(election, one)
    election = make.opened(hall, election)
    for child in hall.children:
        actions.vote(by=child, election=election, picked=[lot], at=make.during(election))
    actions.count(by=hall.boss, election=election, at=election.vote_until)
    assert Term.objects.filter(ended_at=None).count() == 1


def test_the_database_keeps_one_term_per_office(hall):
    make.term(hall, hall.children[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        make.term(hall, hall.children[0])
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.update(went=Went.DOWN)
