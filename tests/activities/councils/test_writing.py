"""What a council writes: rules that two thirds adopt, dots of nobody, reviewed minutes, a book that is added to."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.councils import actions, queries
from activities.councils.forms import MoneyForm
from activities.councils.kinds import Role
from activities.councils.models import Dot, Minutes, Money, Rules, Topic
from moderation.models import Case
from portal.asking.models import HeldWords
from portal.notices.models import Message
from portal.privacy import actions as privacy
from portal.ui.refusals import Refusal
from tests.making import accounts
from tests.making import councils as make
from tests.making import privacy as make_privacy
from tests.making.moderation import DANGER

pytestmark = pytest.mark.django_db
LINES = "轮流说话。\n\n开门时间大家定。"


@pytest.fixture
def hall():
    return make.hall()


def page(name, hall):
    return reverse(f"councils:{name}", args=[hall.council.pk])


def desk(name, hall, *more):
    return reverse(f"councils_desk:{name}", args=[hall.council.pk, *more])


def written(hall, by, lines=LINES):
    return actions.write_rules(by=by, council=hall.council, lines=lines, at=timezone.now())


@pytest.mark.parametrize(
    ("members", "yeses", "adopted"),
    [
        (1, 1, True), (2, 1, False), (2, 2, True), (3, 1, False), (3, 2, True), (4, 2, False), (4, 3, True),
        (5, 3, False), (5, 4, True), (6, 3, False), (6, 4, True),
    ],
)  # fmt: skip
def test_rules_count_when_two_thirds_of_the_members_agree(members, yeses, adopted):
    hall = make.hall(children=members)
    for child in hall.children:
        make.term(hall, child)
    rules = written(hall, hall.boss)
    for child in hall.children[:yeses]:
        actions.agree_to_rules(by=child, rules=rules, at=timezone.now())
    assert (queries.rules_in_force(hall.council) == rules) is adopted


def test_a_childs_rules_are_read_by_a_colleague_first_and_adopted_anew_by_version(client, hall):
    one, other, outside = hall.children
    make.term(hall, one)
    make.term(hall, other)
    with pytest.raises(Refusal):
        written(hall, outside)
    client.force_login(one)
    client.post(page("rules", hall), {"do": "write", "lines": LINES})
    rules = Rules.objects.get()
    assert rules.points == ["轮流说话。", "开门时间大家定。"]
    client.force_login(other)
    assert "轮流说话" not in client.get(page("rules", hall)).content.decode()
    with pytest.raises(Refusal):
        actions.agree_to_rules(by=other, rules=rules, at=timezone.now())
    accounts.sign_in(client, hall.boss)
    client.post(desk("rules", hall), {"do": "read", "version": "0"})  # not the one that was read (MOD-4)
    assert queries.rules_unread(hall.council) == rules
    client.post(desk("rules", hall), {"do": "read", "version": "1"})
    assert Message.objects.filter(person=other, kind="councils.rules").count() == 1
    for child in (one, other):
        client.force_login(child)
        client.post(page("rules", hall), {"do": "agree", "version": "1"})
    assert queries.rules_in_force(hall.council) == rules
    second = written(hall, hall.boss, LINES + "\n吵了就停。")
    client.post(page("rules", hall), {"do": "agree", "version": "1"})  # an old page
    assert not queries.has_agreed(other, second)
    assert queries.rules_in_force(hall.council) == rules
    with pytest.raises(Refusal):
        actions.agree_to_rules(by=outside, rules=second, at=timezone.now())


def test_the_database_keeps_rules_and_money_as_written(hall):
    rules = written(hall, hall.boss)
    line = actions.note_money(
        by=hall.boss, council=hall.council, day=timezone.localdate(), what="彩笔", fen=-1250, at=timezone.now()
    )
    for change in (
        lambda: Rules.objects.update(lines="别的"),
        lambda: Rules.objects.filter(pk=rules.pk).delete(),
        lambda: Money.objects.update(fen=1),
        lambda: Money.objects.filter(pk=line.pk).delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()


def in_pool(hall, child, words) -> Topic:
    actions.propose_topic(by=child, council=hall.council, words=words, at=timezone.now())
    topic = hall.council.topics.get(words=words)
    actions.read_topic(by=hall.boss, topic=topic, into_pool=True, at=timezone.now())
    return topic


def begun(hall, dots=2):
    at = timezone.now()
    return actions.begin_round(by=hall.boss, council=hall.council, dots=dots, closes_at=at + timedelta(days=1), at=at)


def lay(child, found, dots):
    actions.lay_dots(by=child, round=found, dots=dots, at=timezone.now())


def test_a_topic_waits_for_a_colleague_and_its_author_is_shown_to_nobody(client, hall):
    one, other, _third = hall.children
    client.force_login(one)
    client.post(page("topics", hall), {"words": "滑梯太烫"})
    topic = Topic.objects.get()
    client.force_login(other)
    assert "滑梯太烫" not in client.get(page("topics", hall)).content.decode()
    accounts.sign_in(client, hall.boss)
    said = client.get(desk("writing", hall)).content.decode()
    assert "滑梯太烫" in said
    assert one.pseudonym not in said
    client.post(desk("topic", hall, topic.pk), {"do": "pool"})
    client.force_login(other)
    said = client.get(page("topics", hall)).content.decode()
    assert "滑梯太烫" in said
    assert f">{one.pseudonym}<" not in said


def test_dots_can_be_moved_and_are_nobodys_afterwards(client, hall):
    one, other, _third = hall.children
    first, second = in_pool(hall, one, "滑梯太烫"), in_pool(hall, one, "书架太高")
    found = begun(hall)
    lay(one, found, {first.pk: 2})
    lay(one, found, {first.pk: 1, second.pk: 1})
    lay(other, found, {first.pk: 2})
    with pytest.raises(Refusal):
        lay(other, found, {first.pk: 3})
    with pytest.raises(IntegrityError), transaction.atomic():
        Dot.objects.create(round=found, topic=first, person=other, number=3, most=2)
    client.force_login(other)
    said = client.get(page("topics", hall)).content.decode()
    assert "3个圆点" not in said
    with pytest.raises(Refusal):
        actions.close_round(by=hall.boss, round=found, at=timezone.now())
    actions.close_round(by=hall.boss, round=found, at=found.closes_at)
    assert not Dot.objects.exists()
    _round, tallies = queries.last_result(hall.council)
    assert {tally.topic: tally.dots for tally in tallies} == {first: 3, second: 1}
    assert "3个圆点" in client.get(page("topics", hall)).content.decode()
    with pytest.raises(Refusal):
        actions.lay_dots(by=one, round=found, dots={}, at=found.closes_at)


def test_dots_on_the_page_keep_what_was_chosen(client, hall):
    topic = in_pool(hall, hall.children[0], "滑梯太烫")
    found = begun(hall)
    client.force_login(hall.children[0])
    field = f"topic-{topic.pk}"
    assert client.post(page("dots", hall), {field: "9"}).status_code == 200
    client.post(page("dots", hall), {field: "2"})
    assert queries.own_dots(hall.children[0], found) == {topic.pk: 2}
    outside = make.joins(hall, yes=False)
    with pytest.raises(Refusal):
        lay(outside, found, {topic.pk: 1})


def test_minutes_are_published_by_somebody_else(client, hall):
    writer, other, _third = hall.children
    make.term(hall, writer, role=Role.NOTE_TAKER)
    make.term(hall, other)
    said = {"held_on": timezone.localdate().isoformat(), "words": "定了周六也开门。"}
    for child, kept in ((other, 0), (writer, 1)):
        client.force_login(child)
        client.post(page("minutes", hall), said)
        assert Minutes.objects.count() == kept
    client.force_login(other)
    assert "周六也开门" not in client.get(page("minutes", hall)).content.decode()
    accounts.sign_in(client, hall.boss)
    draft = Minutes.objects.get()
    client.post(desk("draft", hall, draft.pk), {"do": "back", f"{draft.pk}-remark": "写上下次谁开门"})
    client.force_login(writer)
    assert "写上下次谁开门" in client.get(page("minutes", hall)).content.decode()
    client.post(page("minutes", hall), said | {"words": "定了周六也开门，阿树开。"})
    accounts.sign_in(client, hall.boss)
    client.post(desk("draft", hall, draft.pk), {"do": "publish", "seen": draft.words})  # as it was before
    client.force_login(other)
    assert "阿树开" not in client.get(page("minutes", hall)).content.decode()
    accounts.sign_in(client, hall.boss)
    client.post(desk("draft", hall, draft.pk), {"do": "publish", "seen": "定了周六也开门，阿树开。"})
    for reader in (other, hall.homes[0].guardian):
        client.force_login(reader)
        assert "阿树开" in client.get(page("minutes", hall)).content.decode()
    with pytest.raises(Refusal):
        actions.publish_minutes(by=hall.staff[1], minutes=draft, seen=draft.words, at=timezone.now())


def test_nobody_publishes_what_they_wrote(hall):
    today = timezone.localdate()
    actions.write_minutes(by=hall.boss, council=hall.council, held_on=today, words="定了。", at=timezone.now())
    draft = Minutes.objects.get()
    with pytest.raises(Refusal):
        actions.publish_minutes(by=hall.boss, minutes=draft, seen="定了。", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Minutes.objects.update(published_by=hall.boss, published_at=timezone.now())
    assert actions.publish_minutes(by=hall.staff[1], minutes=draft, seen="定了。", at=timezone.now()).published_at


@pytest.mark.parametrize("what", ["rules", "topic", "minutes", "money"])
def test_real_names_are_refused_wherever_they_stand(hall, what):  # PRI-4
    make_privacy.identity(accounts.child(age=None).pk, real_name="欧阳明月", at=timezone.now())
    words, facts = "给欧阳明月买书", {"council": hall.council, "at": timezone.now()}
    child, today = hall.children[0], timezone.localdate()
    act = {
        "rules": lambda: actions.write_rules(by=hall.boss, lines=words, **facts),
        "topic": lambda: actions.propose_topic(by=child, words=words, **facts),
        "minutes": lambda: actions.write_minutes(by=hall.boss, held_on=today, words=words, **facts),
        "money": lambda: actions.note_money(by=hall.boss, day=today, what=words, fen=-100, **facts),
    }[what]
    with pytest.raises(actions.NotLikeThis):
        act()


@pytest.mark.parametrize("what", ["rules", "topics", "minutes"])
def test_signs_of_harm_go_to_the_lead_and_nowhere_else(client, hall, what):  # SAF-5
    child = hall.children[0]
    make.term(hall, child, role=Role.CHAIR)
    client.force_login(child)
    said = {"do": "write", "lines": DANGER, "words": DANGER, "held_on": timezone.localdate().isoformat()}
    answer = client.post(page(what, hall), said)
    assert answer.url == reverse("activities:thanks")
    assert Case.objects.count() == 1
    assert (Rules.objects.count(), Topic.objects.count(), Minutes.objects.count()) == (0, 0, 0)


def test_the_budget_book_is_added_up_in_fen_and_corrected_by_lines(client, hall):
    accounts.sign_in(client, hall.boss)
    today = timezone.localdate().isoformat()
    for what, kind, yuan in (("这个月", "in", "300"), ("彩笔", "out", "12.50"), ("胶水", "out", "0.10")):
        client.post(desk("money", hall), {"day": today, "what": what, "kind": kind, "yuan": yuan})
    wrong = Money.objects.get(what="彩笔")
    for _twice in range(2):
        client.post(desk("take_back", hall, wrong.pk))
    book = queries.book(hall.council)
    assert [(line.fen, line.balance) for line in book.lines] == [
        (30000, 30000), (-1250, 28750), (-10, 28740), (1250, 29990),
    ]  # fmt: skip
    assert book.balance == 29990
    client.force_login(hall.homes[0].guardian)
    said = client.get(page("money", hall)).content.decode()
    assert "299.90" in said
    assert "take" not in said


@pytest.mark.parametrize("yuan", ["0", "-5", "0.001", "1e9", "99999999999999999", "NaN", "Infinity", "\x00", "十"])
def test_amounts_that_are_none_are_said(yuan):
    form = MoneyForm({"day": "2026-01-01", "what": "笔", "kind": "out", "yuan": yuan})
    assert not form.is_valid()


@pytest.mark.parametrize(("fen", "yuan"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (100, "1.00"), (-12345, "-123.45")])
def test_money_is_written_in_yuan(fen, yuan):
    assert queries.as_yuan(fen) == yuan


@pytest.mark.parametrize("where", ["topics", "minutes", "money", "rules", "desk", "desk money"])
def test_more_rows_ask_no_more(client, where):
    seen = []
    for number in (1, 3):
        hall = make.hall()
        child, today = hall.children[0], timezone.localdate()
        make.term(hall, child, role=Role.NOTE_TAKER)
        for each in range(number):
            in_pool(hall, child, f"议题{'甲乙丙'[each]}")
            actions.note_money(by=hall.boss, council=hall.council, day=today, what="笔", fen=-1, at=timezone.now())
            said = {"held_on": today, "words": "定了。", "written_by": child, "written_at": timezone.now()}
            done = {"published_by": hall.boss, "published_at": timezone.now()}
            Minutes.objects.create(council=hall.council, **said, **done)
            Minutes.objects.create(council=hall.council, **said)
        begun(hall)
        written(hall, hall.boss, "\n".join("轮流说话。" for _line in range(number)))
        address = {"desk": desk("writing", hall), "desk money": desk("money", hall)}.get(where)
        accounts.sign_in(client, hall.boss if address else child)
        address = address or page(where, hall)
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        seen.append(len(asked))
    assert seen[0] == seen[1]


def test_words_of_an_erased_child_go_unless_the_group_made_them_its_own(hall):  # PRI-6
    one, other, third = hall.children
    for child in (one, other, third):
        make.term(hall, child, role=Role.CHAIR)
    adopted = written(hall, one)
    actions.read_rules(by=hall.boss, rules=adopted, at=timezone.now())
    for child in (one, other):
        actions.agree_to_rules(by=child, rules=adopted, at=timezone.now())
    written(hall, one, "只是我的主意。")
    privacy.erase(by=hall.boss, person=one.pk, at=timezone.now())
    assert [rules.lines for rules in Rules.objects.order_by("version")] == ["轮流说话。\n开门时间大家定。", ""]
    assert queries.rules_in_force(hall.council) == adopted
    assert queries.rules_unread(hall.council) is None


@pytest.mark.parametrize("what", ["topics", "minutes", "stand"])
def test_a_sign_of_harm_is_heard_though_the_rest_is_refused(client, hall, what):  # SAF-5
    """Who may not write, or is too late, is thanked and heard as anybody: no refusal takes the words back."""
    election = make.begun(hall)
    if what == "stand":
        type(election).objects.update(nominate_until=timezone.now())
    child = make.joins(hall, yes=False)
    client.force_login(child)
    address = reverse("councils:stand", args=[election.pk]) if what == "stand" else page(what, hall)
    said = {"words": DANGER, "held_on": timezone.localdate().isoformat()}
    assert client.post(address, said).url == reverse("activities:thanks")
    held = HeldWords.objects.get()
    assert (held.where, held.texts, held.case.author) == (hall.council.name, {"words": DANGER}, child)
    client.post(address, said)
    assert Case.objects.count() == 1
