"""Kind hands in a room: one child rests, words go back, adults among themselves, help, and calling the lead."""

from datetime import timedelta

import pytest
from django.utils import timezone

from activities.live import actions, log, queries
from activities.live.actions import NotNow
from activities.live.models import HeldForCare
from moderation import queries as judged
from moderation import registry
from moderation.models import Case
from moderation.states import Lane, Priority
from tests.making import live as make
from tests.making import moderation as make_moderation
from tests.making.live_pages import page, post, seated, visit

pytestmark = pytest.mark.django_db
NEAR = "他说有时候想自杀"


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    return seated()


def shown(html: str, mark: str) -> bool:
    tag = html[html.index(mark) :]
    return " hidden" not in tag[: tag.index(">")]


def heard_by(house, person, words) -> bool:
    told = log.tail(house.room.pk, after=0, limit=500)
    from activities.live.room import readable

    return any(words in each.text and readable(each.audience, each.to, person.pk, person.is_staff) for each in told)


def test_one_child_rests_for_some_minutes_and_nobody_else_knows(house):
    kite, bell, ming = house.children[0], house.children[1], house.adults[0]
    post(visit(ming), house, "pause_one", desk=True, who=kite.pk, minutes=5)
    assert shown(page(visit(kite), house), 'data-when="resting"')
    assert not shown(page(visit(bell), house), 'data-when="resting"')
    assert house.do(kite, "say", text="这条先给大人看").held
    assert not house.do(bell, "say", text="我的照常").held
    for person, hears in ((kite, True), (house.adults[1], True), (bell, False)):
        assert heard_by(house, person, "one_paused") == hears
        assert heard_by(house, person, "这条先给大人看") == hears
    assert house.do(kite, "raise_hand").seq, "only words wait"
    later = timezone.now() + timedelta(minutes=6)
    house.sit(*house.adults, *house.children)
    assert not house.do(kite, "say", text="时间过了", at=later).held
    house.do(ming, "pause_one", who=kite.pk, minutes=5)
    house.do(ming, "resume_one", who=kite.pk)
    assert not house.do(kite, "say", text="又能说了").held
    for who in (ming.pk, house.adults[1].pk, make.house().children[0].pk):
        with pytest.raises(NotNow) as no:
            house.do(ming, "pause_one", who=who, minutes=5)
        assert no.value.code == "nobody"


def test_words_go_back_to_their_author_with_a_reason(house):
    kite, bell, ming = house.children[0], house.children[1], house.adults[0]
    number = house.do(kite, "say", text="打给我 13912345678").seq
    post(visit(ming), house, "return", desk=True, message=number, text="号码只给家里人。换个说法吧。")
    mine = page(visit(kite), house)
    assert "号码只给家里人" in mine
    assert ming.pseudonym in mine
    assert "号码只给家里人" not in page(visit(bell), house)
    assert heard_by(house, house.adults[1], "号码只给家里人"), "no word of an adult to a child is between two (SAF-10)"
    for command in ("release", "refuse"):
        with pytest.raises(NotNow) as no:
            house.do(house.adults[1], command, message=number)
        assert no.value.code == "gone"
    house.do(kite, "remove", message=number)
    assert "13912345678" not in page(visit(kite), house)


def test_an_adult_asks_for_no_secret_when_giving_words_back(house):  # PII-16
    lead = make_moderation.lead(office=house.office, at=timezone.now())
    number = house.do(house.children[0], "say", text="打给我 13912345678").seq
    with pytest.raises(NotNow) as no:
        house.do(house.adults[0], "return", message=number, text="加我微信 abc12345")
    assert no.value.code == "screened"
    house.do(house.adults[0], "return", message=number, text="这是我们的秘密，不要告诉妈妈")
    assert not heard_by(house, house.children[0], "秘密")
    assert not heard_by(house, house.adults[1], "秘密")
    assert list(judged.queue(lead, at=timezone.now())) == [Case.objects.get(kind="live")]
    assert log.current(house.room.pk).notes[number].state == "held"


def test_a_soft_sign_given_back_still_goes_to_the_lead(house):  # SAF-5
    number = house.do(house.children[0], "say", text="今天有人欺负我").seq
    house.do(house.adults[0], "return", message=number, text="等下我来找你聊聊。")
    assert Case.objects.get(kind="live").author == house.children[0]


def test_what_adults_say_among_themselves_no_child_reads(house):
    ming = visit(house.adults[0])
    post(ming, house, "tell_adults", desk=True, text="我去门口接人，你看着")
    assert "我去门口接人" in page(visit(house.adults[1]), house, desk=True)
    for child in house.children:
        assert "我去门口接人" not in page(visit(child), house)
        assert not heard_by(house, child, "我去门口接人")
    answer = post(visit(house.children[0]), house, "tell_adults", text="我也想说")
    assert answer.status_code == 302
    assert not heard_by(house, house.adults[0], "我也想说")


def test_what_adults_say_of_harm_the_lead_hears_too(house):
    lead = make_moderation.lead(office=house.office, at=timezone.now())
    house.do(house.adults[0], "tell_adults", text=NEAR)
    assert heard_by(house, house.adults[1], NEAR)
    case = Case.objects.get(kind="live")
    assert (case.lane, case.author) == (Lane.LOCKED, house.adults[0])
    assert list(judged.queue(lead, at=timezone.now())) == [case]


def test_a_child_who_needs_help_is_seen_by_adults_alone(house):
    kite, bell = house.children
    house.do(house.adults[0], "pause")
    post(visit(kite), house, "need_help")
    assert "大人看到你需要帮助了" in page(visit(kite), house)
    for person, hears in ((house.adults[0], True), (house.adults[1], True), (kite, True), (bell, False)):
        assert heard_by(house, person, "help_asked") == hears
    assert not house.do(kite, "need_help").seq, "asking again while it waits says nothing new"
    assert "我看到了，我去找他" in page(visit(house.adults[0]), house, desk=True)
    house.do(house.adults[1], "answer_help", who=kite.pk)
    mine = page(visit(kite), house)
    assert shown(mine, 'data-help="seen"')
    assert house.adults[1].pseudonym in mine
    assert shown(mine, 'data-help="no"'), "and may ask again"
    assert house.do(kite, "need_help").seq


def test_a_child_who_needs_help_is_not_told_that_adults_see_it_while_none_is_here(house):
    house.room.present.all().delete()
    kite = visit(house.children[0])
    post(kite, house, "need_help")
    seen = page(kite, house)
    assert shown(seen, 'data-help="alone"')
    assert not shown(seen, 'data-help="yes"')
    house.sit(house.adults[0])
    seen = page(kite, house)
    assert shown(seen, 'data-help="yes"')
    assert not shown(seen, 'data-help="alone"')


def test_a_call_for_help_nobody_answered_goes_to_the_lead_when_the_room_closes(house):  # SAF-5
    lead = make_moderation.lead(office=house.office, at=timezone.now())
    kite, bell = house.children
    for child in (kite, bell):
        house.do(child, "need_help")
    house.do(house.adults[0], "answer_help", who=bell.pk)
    house.do(house.adults[0], "close_room")
    case = Case.objects.get(kind="live")
    assert (case.author, case.lane, case.priority) == (kite, Lane.LOCKED, Priority.P1)
    assert list(judged.queue(lead, at=timezone.now())) == [case]
    parts = {part.name: part.text for part in registry.content("live").body(case)}
    assert "没有大人回应" in parts["help"]
    assert "words" not in parts
    assert "about" not in parts


def test_no_call_for_help_is_lost_where_the_room_closes_by_itself(house):
    house.do(house.children[0], "need_help")
    actions.close_overdue(at=house.room.session.ends_at + timedelta(hours=1))
    assert Case.objects.get(kind="live").author == house.children[0]


def test_an_adult_calls_the_lead_and_no_other_adult_hears_of_it(house):  # SAF-6: it may be about them
    lead = make_moderation.lead(office=house.office, at=timezone.now())
    kite, ming, ning = house.children[0], *house.adults
    fields = {"who": kite.pk, "text": "她今天总看着门，手臂有淤青", "danger": "true"}
    assert post(visit(ming), house, "call_lead", desk=True, **fields).status_code == 302
    case = Case.objects.get(kind="live")
    assert (case.priority, case.lane, case.author) == (Priority.P0, Lane.LOCKED, ming)
    assert list(judged.queue(lead, at=timezone.now())) == [case]
    parts = {part.name: part.text for part in registry.content("live").body(case)}
    assert (parts["words"], parts["about"]) == ("她今天总看着门，手臂有淤青", kite.pseudonym)
    assert "是你找的专员" in page(visit(ming), house, desk=True)
    for person in (ning, *house.children):
        for mark in ("lead_called", "lead_told", "淤青"):
            assert not heard_by(house, person, mark), (person, mark)
    assert log.current(house.room.pk).seen_by(_member(ning)).with_lead == {}
    assert not queries.done_by(ming.pk, ming.pk).filter(event__type="lead_called").exists()


def test_the_lead_is_called_by_one_alone_too(house):
    house.room.present.all().delete()
    house.do(house.adults[0], "call_lead", text="只有我一个大人，有孩子在哭")
    assert Case.objects.get(kind="live").priority == Priority.P1
    for who in (make.house().children[0].pk, house.adults[1].pk):  # nobody of this room; somebody who may lead (SAF-6)
        with pytest.raises(NotNow) as no:
            house.do(house.adults[0], "call_lead", who=who, text="别处的孩子")
        assert no.value.code == "nobody"
    for child in house.children:
        with pytest.raises(NotNow) as no:
            house.do(child, "call_lead", text="我也要")
        assert no.value.code == "not_for_you"


def test_a_call_nobody_hears_was_not_made_and_its_words_stay_in_the_box(house, monkeypatch):
    def broken(**news):
        raise RuntimeError

    monkeypatch.setattr("activities.live.actions.care._opened", broken)
    ming = visit(house.adults[0])
    answer = post(ming, house, "call_lead", desk=True, text="请来一下")
    assert not HeldForCare.objects.exists()
    assert not heard_by(house, house.adults[0], "lead_called")
    assert "请来一下" in ming.get(answer.url).content.decode()


def _member(person):
    from activities.live.room import Member

    return Member(queries.face(person))


def test_strangers_help_nobody(house):  # SEC-32
    other = make.house()
    with pytest.raises(actions.NotHere):
        house.do(other.children[0], "need_help")
    with pytest.raises(actions.NotHere):
        house.do(other.adults[0], "answer_help", who=house.children[0].pk)
