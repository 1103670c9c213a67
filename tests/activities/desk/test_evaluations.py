"""The same questions before and after: who asks, who answers, what is shown of it and to whom, and what is written."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from activities.desk import actions, queries
from activities.desk.models import Evaluation
from activities.desk.queries.evaluations import counted
from activities.purposes import scope
from moderation.models import Case
from portal.accounts.roles import Role
from portal.asking.models import Answer
from portal.consent.purposes import Purpose
from portal.notices.models import Message
from tests.making import accounts, consent
from tests.making import activities as make_activities
from tests.making import desk as make
from tests.making.moderation import DANGER
from tests.making.privacy import identity

pytestmark = pytest.mark.django_db
DONE = {"reached": "大家都说了至少一次", "coming": "下学期接着做"}


@pytest.fixture(autouse=True)
def _tree(db):
    make_activities.tree()
    translation.activate("zh-hans")


@pytest.fixture
def hall():
    return make.hall(children=2)


def big(children=12):
    """A hall of that many children without families: only their answers count."""
    hall = make.hall(children=0)
    hall.children = [make_activities.child() for _ in range(children)]
    for child in hall.children:
        make_activities.place(hall.activity, child, held_at=timezone.now())
    return hall


def step(hall, made):
    return actions.go_on_asking(by=hall.adults[0], evaluation=made, seen=made.state, at=timezone.now())


def write(hall, made, *, by=None, seen=0, done=False, **words):
    facts = {"evaluation": made, "words": words, "seen": seen, "done": done, "at": timezone.now()}
    return actions.write_evaluation(by=by or hall.adults[0], **facts)


def test_the_same_is_asked_twice_and_nothing_changes_in_between(hall):
    made = make.evaluation(hall, measures=2, state="writing")
    assert actions.begin_evaluation(by=hall.adults[0], activity=hall.activity, at=timezone.now()) == made
    actions.drop_measure(by=hall.adults[0], evaluation=made, number=1, at=timezone.now())
    made = step(hall, made)
    before, after = (list(each.questions.values_list("kind", "words")) for each in (made.before, made.after))
    assert before == after
    assert [kind for kind, _words in before] == ["one", "words"]
    with pytest.raises(actions.NotReady):
        actions.drop_measure(by=hall.adults[0], evaluation=made, number=2, at=timezone.now())
    with pytest.raises(actions.NotReady):
        actions.add_measure(
            by=hall.adults[0], evaluation=made, words="还有", why="看看", levels=make.FIVE, at=timezone.now()
        )


def test_a_step_sent_twice_is_one_and_children_hear_of_each_asking(hall):
    made = make.evaluation(hall)
    with pytest.raises(actions.NotReady):
        actions.go_on_asking(by=hall.adults[0], evaluation=made, seen="writing", at=timezone.now())
    assert Message.objects.filter(kind="desk.asked").count() == 2
    step(hall, step(hall, made))
    assert Message.objects.filter(kind="desk.asked", person=hall.child).count() == 2


def test_no_more_than_five_measures_and_none_without(hall):
    made = make.evaluation(hall, measures=0, state="writing")
    with pytest.raises(actions.NotReady):
        step(hall, made)
    make.evaluation(hall, measures=5, state="writing")
    with pytest.raises(actions.NotReady):
        make.evaluation(hall, measures=1, state="writing")


def test_a_child_answers_on_its_page_changes_it_and_takes_it_back(client, hall):
    made = make.evaluation(hall)
    measure = queries.measures(made)[0]
    accounts.sign_in(client, hall.child)
    group = client.get(reverse("activities:group", args=[hall.activity.pk]), follow=True).content.decode()
    address = reverse("group_asking:answer", args=[hall.activity.pk])
    assert address in group
    for said, kept in (("3", [3]), ("1", [1]), ("", None)):
        client.post(address, {"moment": "before", f"question-{measure.pk}": said})
        found = Answer.objects.filter(person=hall.child).values_list("picked", flat=True).first()
        assert found == kept
    wrong = client.post(address, {"moment": "before", f"question-{measure.pk}": "9"})
    assert wrong.status_code == 400
    late = client.post(address, {"moment": "after", f"question-{measure.pk}": "1"})
    assert late.status_code == 400
    assert not Answer.objects.exists()


def test_only_a_child_with_a_place_and_only_while_it_is_asked(client, hall):
    made = make.evaluation(hall)
    stranger = make_activities.child()
    accounts.sign_in(client, stranger)
    address = reverse("group_asking:answer", args=[hall.activity.pk])
    assert client.get(address, follow=True).status_code == 404
    with pytest.raises(actions.NotReady):
        actions.answer_measures(by=stranger, evaluation=made, moment="before", said={}, at=timezone.now())
    step(hall, made)
    accounts.sign_in(client, hall.child)
    assert "<form method" not in client.get(address).content.decode().split("<main")[1].split("</main")[0]


def test_words_of_harm_open_a_case_and_the_child_reads_thanks(client, hall):  # SAF-5
    made = make.evaluation(hall)
    accounts.sign_in(client, hall.child)
    words = made.before.questions.get(kind="words")
    address = reverse("group_asking:answer", args=[hall.activity.pk])
    answer = client.post(address, {"moment": "before", f"question-{words.pk}": DANGER})
    assert answer.url == reverse("activities:thanks")
    assert Case.objects.filter(kind="asking", author=hall.child).exists()


def test_counts_under_eleven_are_never_kept_and_stand_until_the_end():
    hall = big(12)
    made = make.evaluation(hall)
    for child in hall.children:
        make.answered(made, child, 1)
    made = step(hall, step(hall, made))
    for child in hall.children[:3]:
        make.answered(made, child, 4)
    made = step(hall, made)
    nothing = {"levels": [None] * 5, "halves": [None] * 2, "all": None}
    assert made.figures[0]["before"] == {"here": nothing | {"all": 12}, "paper": nothing}
    assert made.figures[0]["after"] == {"here": nothing, "paper": nothing}
    assert queries.measured(made)[0].rows == [("全部回答", [12, None, None, None])]


@pytest.mark.parametrize(("counts", "levels", "halves"), [
    ([0, 11, 0, 11, 0], [None] * 5, [11, 11]),
    ([0, 11, 0, 10, 0], [None] * 5, [None] * 2),
    ([11, 11, 11, 11, 11], [11] * 5, [None] * 2),
    ([6, 6, 20, 30, 40], [None] * 5, [12, 90]),
    ([6, 0, 6, 30, 40], [None, None, None, 30, 40], [None] * 2),
    ([1, 1, 1, 60, 0], [None] * 5, [None] * 2),
])  # fmt: skip
def test_what_is_shown_of_a_scale(counts, levels, halves):
    made = make.evaluation(make.hall(children=0))
    sheets = {(1, level): count for level, count in enumerate(counts)}
    actions.note_sheets(by=made.made_by, evaluation=made, counts=sheets, at=timezone.now())
    assert counted(made, "before")[1]["paper"] == {"levels": levels, "halves": halves, "all": sum(counts)}


def test_figures_do_not_move_while_children_answer(client):
    hall = big(12)
    made = make.evaluation(hall)
    accounts.sign_in(client, hall.adults[0])
    page = reverse("desk_day:evaluation", args=[hall.activity.pk])
    for child in hall.children:
        make.answered(made, child, 1)
    made.refresh_from_db()
    assert made.figures == []
    assert "非常" in client.get(page).content.decode()
    made = step(hall, made)
    frozen = made.figures
    Answer.objects.all().delete()  # erased by the clock or by a wish
    made = step(hall, step(hall, made))
    assert made.figures[0]["before"] == frozen[0]["before"]


def test_sheets_are_counted_apart_replaced_and_only_for_what_is_asked(client):
    hall = big(1)
    made = make.evaluation(hall)
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:sheets", args=[hall.activity.pk])
    assert client.post(address, {"n1-0": "201"}).status_code == 400
    assert client.post(address, {"n1-0": "5"}).status_code == 302
    assert client.post(address, {"n1-0": "12", "n1-4": "30", "n9-9": "4"}).status_code == 302
    assert queries.on_paper(made, "before") == {(1, 0): 12, (1, 4): 30}
    make.answered(made, hall.child, 0)
    part = counted(made, "before")[1]
    assert part["here"]["all"] is None
    assert part["paper"]["all"] == 42
    made = step(hall, made)
    assert client.get(address, follow=True).status_code == 404
    with pytest.raises(actions.NotReady):
        actions.note_sheets(by=hall.adults[0], evaluation=made, counts={(1, 0): 1}, at=timezone.now())


def test_own_words_reach_those_who_lead_without_names_after_three(client):
    hall = big(3)
    made = make.evaluation(hall)
    for number, child in enumerate(hall.children):
        make.answered(made, child, 2, words=f"想要更多时间{number}")
    accounts.sign_in(client, hall.adults[0])
    page = reverse("desk_day:evaluation", args=[hall.activity.pk])
    assert "想要更多时间" not in client.get(page).content.decode()  # not while it is asked
    made = step(hall, made)
    html = client.get(page).content.decode()
    assert "想要更多时间0" in html
    assert not any(child.pseudonym in html for child in hall.children)
    boss = make.adult(hall.office, role=Role.SUPERVISOR)
    accounts.sign_in(client, boss)
    assert "想要更多时间0" not in client.get(page).content.decode()
    Answer.objects.filter(person=hall.children[0]).delete()
    assert queries.own_words(made) == []


def test_one_childs_words_at_the_end_are_not_told_by_the_words_of_before():
    hall = big(3)
    made = make.evaluation(hall)
    for child in hall.children:
        make.answered(made, child, 2, words="想玩久一点")
    made = step(hall, step(hall, made))
    make.answered(made, hall.children[0], 2, words="换个地方")
    assert queries.own_words(step(hall, made)) == ["想玩久一点"] * 3


def test_what_was_typed_while_a_colleague_finished_it_is_not_lost(client, hall):
    made = make.evaluation(hall, state="closed")
    write(hall, made, done=True, **DONE)
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:write_evaluation", args=[hall.activity.pk])
    assert client.get(address).status_code == 302
    late = client.post(address, {"seen": "0", "reached": "还没写完"})
    assert late.status_code == 400
    assert "还没写完" in late.content.decode()


def test_begun_twice_is_begun_once_and_no_error(client, hall):
    accounts.sign_in(client, hall.adults[0])
    for _ in range(2):
        assert client.post(reverse("desk_day:evaluation", args=[hall.activity.pk])).status_code == 302
    assert Evaluation.objects.count() == 1


@pytest.mark.parametrize(("who", "reads", "writes"), [
    ("maker", True, True), ("lead", True, True), ("colleague of the office", False, False),
    ("supervisor", True, False), ("supervisor elsewhere", False, False), ("child", False, False),
])  # fmt: skip
def test_who_reads_and_who_writes(client, hall, who, reads, writes):
    made = make.evaluation(hall, state="closed")
    write(hall, made, **DONE)
    lead = make.adult(hall.office)
    make_activities.lead(hall.activity, lead)
    person = {
        "maker": hall.adults[0], "lead": lead, "colleague of the office": make.adult(hall.office),
        "supervisor": make.adult(hall.office, role=Role.SUPERVISOR), "child": hall.child,
        "supervisor elsewhere": make.adult(make_activities.office(), role=Role.SUPERVISOR),
    }[who]  # fmt: skip
    accounts.sign_in(client, person)
    html = client.get(reverse("desk_day:evaluation", args=[hall.activity.pk]), follow=True).content.decode()
    assert (DONE["reached"] in html) is reads
    if writes:
        assert write(hall, made, by=person, seen=1, **DONE).written_by == person
    else:
        with pytest.raises(actions.NotYours):
            write(hall, made, by=person, seen=1, **DONE)
        with pytest.raises(actions.NotYours):
            actions.go_on_asking(by=person, evaluation=made, seen="closed", at=timezone.now())


def test_who_wrote_meanwhile_is_not_written_over(client, hall):
    made = make.evaluation(hall, state="closed")
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:write_evaluation", args=[hall.activity.pk])
    assert client.post(address, {"seen": "0", "reached": "第一句"}).status_code == 302
    late = client.post(address, {"seen": "0", "reached": "另一句"})
    html = late.content.decode()
    assert late.status_code == 400
    assert "第一句" in html
    assert "另一句" in html
    made.refresh_from_db()
    assert (made.reached, made.version) == ("第一句", 1)
    assert 'name="seen" value="1"' in html
    assert client.post(address, {"seen": "1", "reached": "两句合起来"}).status_code == 302


def test_done_says_something_closes_first_and_then_stands(hall):
    made = make.evaluation(hall, state="after")
    with pytest.raises(actions.NotReady):
        write(hall, made, done=True, **DONE)
    made = step(hall, made)
    with pytest.raises(actions.NotReady):
        write(hall, made, done=True, reached="有", coming=" ")
    made = write(hall, made, done=True, **DONE)
    with pytest.raises(actions.NotReady):
        write(hall, made, seen=1, **DONE)
    with pytest.raises(IntegrityError), transaction.atomic():
        Evaluation.objects.update(reached="")


def test_neither_kind_of_name_stands_in_it(hall):  # PRI-4
    guest = consent.child(age=None)
    identity(guest.pk, real_name="欧阳晓晨", age=9, at=timezone.now())
    make_activities.place(hall.activity, guest)
    made = make.evaluation(hall)
    spelled = make_activities.child(pseudonym="Blue Whale7")
    make_activities.place(hall.activity, spelled, state="left")
    other = ("blue whale7 spoke", "Ｂｌｕｅ Whale7 spoke")
    for words in ("欧阳晓晨变得敢说话了", f"{hall.child.pseudonym}变得敢说话了", *other):
        with pytest.raises(actions.NamesSomebody):
            write(hall, made, changed=words)


def test_answers_go_with_the_yes_to_the_activity_and_by_the_clock(hall):
    from portal.asking import actions as asking

    made = make.evaluation(hall)
    home = hall.homes[0]
    consent.says(home.guardian, home.child, Purpose.ACTIVITY, scope(hall.activity))
    make.answered(made, hall.children[0], 1)
    make.answered(made, hall.children[1], 1)
    consent.says(home.guardian, home.child, Purpose.ACTIVITY, scope(hall.activity), yes=False)
    assert {answer.person_id for answer in Answer.objects.all()} == {hall.children[1].pk}
    asking.erase_old(at=hall.activity.ends_at + timedelta(days=31))
    assert not Answer.objects.exists()


def test_the_page_asks_as_much_for_five_measures_as_for_one(client):
    counts = []
    for number in (1, 5):
        hall = make.hall(children=1)
        make.evaluation(hall, measures=number, state="pause")
        accounts.sign_in(client, hall.adults[0])
        address = reverse("desk_day:evaluation", args=[hall.activity.pk])
        client.get(address)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_bad_input_is_an_answer_and_no_fault(client, hall):
    make.evaluation(hall, state="writing")
    accounts.sign_in(client, hall.adults[0])
    page = reverse("desk_day:evaluation", args=[hall.activity.pk])
    for words in ("x" * 500, "a\x00b", "你有什么病？"):
        sent = {"words": words, "why": "看看", "levels": make.FIVE}
        assert client.post(page, sent).status_code == 400
    assert client.post(f"{page}on/", {"seen": "nonsense"}).status_code == 302
    assert client.post(f"{page}drop/999/").status_code == 302
    assert client.post(f"{page}write/", {"seen": "9" * 30}).status_code == 400
