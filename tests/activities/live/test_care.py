"""A sign of harm in a room: who reads the words, who is told, and what stays shut (SAF-5, SAF-6, MOD-7, MOD-28)."""

import io
import json
import zipfile
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activities.live import actions, log, protocol
from activities.live.actions import NotNow
from activities.live.models import Entry, HeldForCare, Room
from activities.live.room import Member
from moderation import queries as judged
from moderation import registry, signals
from moderation.models import Case
from moderation.states import Lane, Priority
from portal.accounts.roles import Role
from portal.audit.models import Line
from portal.notices.models import Message
from portal.privacy.actions.copies import packed
from tests.crawling import crawl
from tests.making import accounts as make_accounts
from tests.making import directory as make_directory
from tests.making import live as make
from tests.making import moderation as make_moderation

pytestmark = pytest.mark.django_db
NEAR, NOW, SOFT, FIGURE = "有时候我想自杀", "我今晚就自杀，遗书写好了", "今天有人欺负我", "作业多得想死"


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    made = make.house(child_age=15)
    made.sit()
    return made


def lead(office=None):
    return make_moderation.lead(office=office, at=timezone.now())


def read_in_the_room(house, person) -> str:
    """Everything this person's page is told, on coming in and event by event."""
    entrance = actions.be_here(by=person.pk, room=house.room.pk, at=timezone.now())
    told = [news.text for news in log.tail(house.room.pk, after=0, limit=500) if _readable(news, person)]
    picture = protocol.picture(entrance.room.seen_by(Member(entrance.face)))
    return json.dumps([picture, told], ensure_ascii=False)


def _readable(news, person) -> bool:
    from activities.live.room import readable

    return readable(news.audience, news.to, person.pk, person.is_staff)


def read_at_the_desk(person) -> str:
    """The words of every case this person may open."""
    cases = Case.objects.visible_to(person, at=timezone.now())
    return " ".join(part.text for case in cases for part in registry.content(case.kind).body(case))


def only_case() -> Case:
    return Case.objects.get(kind="live")


# Who reads the words: the author, the other child, the two adults of the room, a moderator, the lead of this office,
# the lead of another. Beside it: the priority of the case, or none.
KINDS = {
    "danger now": (NOW, 0, ("author", "lead")),
    "disclosure": (NEAR, 1, ("author", "lead")),
    "no word in it is alarming": ("奶奶住院了。我会煮面。我已经会煮四天了。", 1, ("author", "lead")),
    "soft sign": (SOFT, None, ("author", "adults")),
    "figure of speech": (FIGURE, None, ("author", "adults")),
    "telephone": ("打给我 13912345678", None, ("author", "adults")),
    "insult": ("你们都是傻子", None, ("author", "adults")),
    "nothing": ("我们走北门吧", None, ("author", "other child", "adults")),
}


@pytest.mark.parametrize("kind", KINDS)
def test_who_reads_what(house, kind):  # SAF-5, MOD-28
    words, priority, expected = KINDS[kind]
    moderator = make_moderation.moderator(office=house.office, at=timezone.now())
    far = lead(make_directory.office())
    at_desk = {"moderator": moderator, "lead": lead(house.office), "lead elsewhere": far}
    outcome = house.do(house.children[0], "say", text=words)
    seen = {
        "author": read_in_the_room(house, house.children[0]),
        "other child": read_in_the_room(house, house.children[1]),
        "adults": read_in_the_room(house, house.adults[0]) + read_in_the_room(house, house.adults[1]),
        **{name: read_at_the_desk(person) for name, person in at_desk.items()},
    }
    assert tuple(name for name, text in seen.items() if words in text) == expected
    if priority is None:
        assert not Case.objects.filter(kind="live").exists()
        return
    case = only_case()
    assert (outcome.held, "harm" in outcome.kinds) == (True, True)
    assert (case.priority, case.lane, case.age_years) == (priority, Lane.LOCKED, 15)
    assert (case.author, case.office) == (house.children[0], house.office)
    # The adults of the room learn whose message it is and how near, the other child nothing at all.
    assert "lead_told" in seen["adults"]
    assert (f'"now": {json.dumps(priority == 0)}') in seen["adults"]
    assert "lead_told" not in seen["other child"]
    assert '"with_lead": []' in seen["other child"]


def test_a_grown_up_who_asks_for_secrets_is_heard_of_as_well(house):  # PII-16
    lead_ = lead(house.office)
    house.do(house.adults[0], "say", text="这是我们的秘密，不要告诉妈妈")
    case = only_case()
    assert (case.lane, case.age_years, case.author) == (Lane.LOCKED, None, house.adults[0])
    assert "秘密" not in read_in_the_room(house, house.children[0])
    assert "秘密" not in read_in_the_room(house, house.adults[1])
    assert "秘密" in read_at_the_desk(lead_)


def test_where_an_office_has_no_lead_every_lead_hears_of_it(house):  # MOD-28: a case nobody can open helps nobody
    somewhere = lead(make_directory.office())
    house.do(house.children[0], "say", text=NEAR)
    assert list(judged.queue(somewhere, at=timezone.now())) == [only_case()]


def test_a_message_sent_twice_is_one_case(house):
    mark = make.new_id()
    first = house.do(house.children[0], "say", text=NEAR, client_id=mark)
    assert house.do(house.children[0], "say", text=NEAR, client_id=mark) == first
    held = HeldForCare.objects.get()
    assert held.entry.seq == first.seq
    with pytest.raises(IntegrityError), transaction.atomic():
        HeldForCare.objects.create(entry=held.entry, case=make_moderation.opened())
    for change in (held.delete, HeldForCare.objects.all().delete, held.save):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            change()


@pytest.mark.parametrize("state", ["uncovered", "paused", "text_off"])
def test_it_is_heard_when_the_room_rests(state):  # SAF-5: a child who says this is not told to wait
    house = make.house(children=31 if state == "text_off" else 1, child_age=15)
    house.sit(*house.adults, *(house.children if state == "text_off" else []))
    if state == "paused":
        house.do(house.adults[0], "pause")
    if state == "uncovered":
        house.room.present.all().delete()
    with pytest.raises(NotNow) as no:
        house.do(house.children[0], "say", text="走吧")
    assert no.value.code == state
    assert house.do(house.children[0], "say", text=NEAR).held
    assert only_case().priority == Priority.P1
    numbers = list(house.room.log.order_by("seq").values_list("seq", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))


def test_what_comes_in_pieces_is_read_together(house):
    house.do(house.adults[0], "set_chat", mode="open")
    house.do(house.children[0], "say", text="我想")
    house.do(house.children[1], "say", text="我想吃面")
    house.do(house.children[0], "say", text="自杀")
    case = only_case()
    assert case.priority == Priority.P1
    words = {part.name: part.text for part in registry.content("live").body(case)}
    assert (words["words"], words["before"]) == ("自杀", "我想")
    assert "1" in words["where"]


def test_a_failure_stops_it_and_the_words_are_nowhere(house, caplog):  # decisions: care; fail closed
    def broken(**news):
        raise RuntimeError(NEAR)

    signals.care_needed.connect(broken, weak=False, dispatch_uid="t")
    before = list(Entry.objects.values_list("pk", flat=True))
    try:
        with pytest.raises(NotNow) as no, transaction.atomic():
            house.do(house.children[0], "say", text=NEAR, client_id="client-again")
    finally:
        signals.care_needed.disconnect(dispatch_uid="t")
    assert no.value.code == "unheard"
    assert "谢谢你告诉我们" in str(no.value.message)
    assert list(Entry.objects.values_list("pk", flat=True)) == before
    assert not Case.objects.filter(kind="live").exists()
    assert NEAR not in caplog.text
    assert "could not be handed" in caplog.text
    # The same sending goes through as soon as somebody hears it.
    assert house.do(house.children[0], "say", text=NEAR, client_id="client-again").held
    assert HeldForCare.objects.count() == 1


def test_words_stay_out_of_the_record_and_the_servers_log(house, caplog):
    caplog.set_level("DEBUG", logger="activities")
    house.do(house.children[0], "say", text=NEAR)
    lines = list(Line.objects.order_by("id"))
    assert "live.held_for_care" in [line.act for line in lines]
    kept = json.dumps([[line.act, line.subject, line.detail] for line in lines], default=str, ensure_ascii=False)
    columns = json.dumps(list(Case.objects.values()), default=str, ensure_ascii=False)
    assert not any("自杀" in text for text in (kept, columns, caplog.text))


@pytest.mark.parametrize("command", ["release", "refuse", "remove"])
def test_nothing_of_it_is_decided_in_the_room(house, command):  # SAF-6
    number = house.do(house.children[0], "say", text=NEAR).seq
    for adult in house.adults:
        with pytest.raises(NotNow) as no:
            house.do(adult, command, message=number)
        assert no.value.code == "with_lead"
    with pytest.raises(NotNow) as no:
        house.do(house.children[1], "remove", message=number)
    assert no.value.code == "not_for_you", "another child cannot find out that it is there"


def test_taking_it_back_takes_it_from_the_room_and_not_from_the_lead(house):
    number = house.do(house.children[0], "say", text=NEAR).seq
    someone = lead(house.office)
    house.do(house.children[0], "remove", message=number)
    assert NEAR not in read_in_the_room(house, house.children[0])
    assert NEAR in read_at_the_desk(someone)
    assert list(judged.queue(someone, at=timezone.now())) == [only_case()]
    assert number in log.current(house.room.pk).with_lead


@pytest.mark.parametrize("words", [SOFT, FIGURE])
def test_what_the_adults_keep_goes_to_the_lead(house, words):  # brief 5: harm is never left lying
    number = house.do(house.children[0], "say", text=words).seq
    house.do(house.adults[0], "refuse", message=number)
    case = only_case()
    assert (case.priority, case.lane, case.author) == (Priority.P1, Lane.LOCKED, house.children[0])
    with pytest.raises(NotNow) as no:
        house.do(house.adults[1], "release", message=number)
    assert no.value.code == "with_lead"


def test_what_the_adults_let_through_or_keep_for_other_reasons_does_not(house):
    house.do(house.adults[0], "release", message=house.do(house.children[0], "say", text=FIGURE).seq)
    house.do(house.adults[0], "refuse", message=house.do(house.children[0], "say", text="打给我 13912345678").seq)
    assert not Case.objects.filter(kind="live").exists()


def test_what_an_adult_takes_away_undecided_goes_to_the_lead(house):
    number = house.do(house.children[0], "say", text=SOFT).seq
    house.do(house.adults[0], "remove", message=number)
    assert only_case().author == house.children[0]


@pytest.mark.parametrize("by", ["hand", "clock"])
def test_what_still_waits_when_the_room_closes_goes_to_the_lead(house, by):
    house.do(house.children[0], "say", text=SOFT)
    house.do(house.children[1], "say", text="打给我 13912345678")
    if by == "hand":
        house.do(house.adults[0], "close_room")
    else:
        actions.close_overdue(at=house.room.session.ends_at + timedelta(hours=1))
    assert Room.objects.get(pk=house.room.pk).state == "closed"
    assert only_case().author == house.children[0]


def test_a_room_whose_words_cannot_be_handed_on_stays_open_and_keeps_no_other_open(house):
    other = make.house()
    house.do(house.children[0], "say", text=SOFT)
    late = max(each.room.session.ends_at for each in (house, other)) + timedelta(hours=1)

    def broken(**news):
        raise RuntimeError

    signals.care_needed.connect(broken, weak=False, dispatch_uid="t")
    try:
        with pytest.raises(NotNow) as no:
            house.do(house.adults[0], "close_room")
        actions.close_overdue(at=late)
    finally:
        signals.care_needed.disconnect(dispatch_uid="t")
    assert no.value.code == "not_handed"
    assert {room.pk: room.state for room in Room.objects.all()} == {house.room.pk: "open", other.room.pk: "closed"}
    actions.close_overdue(at=late)
    assert Room.objects.get(pk=house.room.pk).state == "closed"


def test_nothing_of_it_reaches_home(house):  # SAF-4, brief 5
    home = house.homes[0]
    house.do(home.child, "say", text=NEAR)
    start = [reverse("family:home"), reverse("family:child", args=[home.child.pk]), reverse("inbox")]
    pages = crawl(home.guardian, start)
    assert len(pages) > 5
    case = only_case()
    for address, page in pages.items():
        for canary in ("自杀", str(case.pk), "held_for_care"):
            assert canary not in page, (address, canary)
    assert not Message.objects.filter(person=home.guardian).exists()
    assert not Message.objects.filter(person=home.child).exists()


def test_no_copy_says_that_anybody_was_told(house):  # SAF-4: a copy may lie on a phone that others read too
    home = house.homes[0]
    house.do(home.child, "say", text=NEAR)
    at = timezone.now()
    own, theirs = (unpacked(packed(home.child.pk, reader.pk, at=at)) for reader in (home.child, home.guardian))
    assert NEAR in own
    assert NEAR not in theirs
    for copy in (own, theirs):
        for word in ("lead_told", "harm", '"care"', str(only_case().pk)):
            assert word not in copy, word
    tables = {part["table"]: part["rows"] for part in json.loads(own)["parts"]}
    assert tables["moderation.Case"] == []
    assert len(tables["live.Entry"]) == 1


def unpacked(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read("data.json").decode()


@pytest.mark.parametrize("role", [Role.MODERATOR, Role.FACILITATOR, Role.SUPERVISOR])
def test_no_other_role_opens_the_case(client, house, role):  # MOD-28
    house.do(house.children[0], "say", text=NEAR)
    make_accounts.sign_in(client, make_accounts.staff(role, office=house.office, at=timezone.now()))
    answer = client.get(reverse("moderation:case", args=[only_case().pk]), follow=True)
    assert answer.status_code in {403, 404}
    assert "自杀" not in answer.content.decode()
