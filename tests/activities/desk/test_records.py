"""Records within two days, read by few; supervision by two; and the one list of what is due."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.desk import actions, queries
from activities.desk.models import Record, Supervision
from portal.accounts.roles import Role
from tests.making import accounts, consent
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
WORDS = {"course": "安静的石榴先开口，大家轮流说", "coming": "下次带相机"}


@pytest.fixture
def hall():
    return make.hall(children=1)


@pytest.fixture
def boss(hall):
    return make.adult(hall.office, role=Role.SUPERVISOR)


def write(hall, *, by=None, done=True, **words):
    before = Record.objects.filter(session=hall.session).first()
    facts = {"form": "process", "words": WORDS | words, "done": done, "at": timezone.now()}
    facts |= {"seen": before and before.written_at}
    return actions.write_record(by=by or hall.adults[0], session=hall.session, **facts)


def test_a_record_is_kept_finished_and_then_stands(hall, boss):
    assert write(hall, done=False, course="", coming="").done_at is None
    with pytest.raises(actions.NotReady):
        write(hall, coming=" ")
    record = write(hall)
    with pytest.raises(actions.NotReady):
        write(hall, course="别的话")
    actions.comment_record(by=boss, record=record, words="问得好", at=timezone.now())
    with pytest.raises(actions.NotReady):
        actions.comment_record(by=boss, record=record, words="再说一句", at=timezone.now())
    record.refresh_from_db()
    assert (record.course, record.comment, record.commented_by) == (WORDS["course"], "问得好", boss)


@pytest.mark.parametrize(("who", "writes", "reads"), [
    ("on duty", True, True), ("lead", True, True), ("maker", True, True), ("colleague of the office", False, False),
    ("supervisor", False, True), ("supervisor elsewhere", False, False), ("was taken off", False, False),
])  # fmt: skip
def test_who_writes_and_who_reads(client, who, writes, reads):
    hall = make.hall(children=1, adults=3)
    maker, duty, lead = hall.adults
    hall.session.duties.exclude(person=duty).delete()
    make_activities.lead(hall.activity, lead)
    person = {
        "on duty": duty, "lead": lead, "maker": maker, "colleague of the office": make.adult(hall.office),
        "supervisor": make.adult(hall.office, role=Role.SUPERVISOR), "was taken off": make.adult(hall.office),
        "supervisor elsewhere": make.adult(make_activities.office(), role=Role.SUPERVISOR),
    }[who]  # fmt: skip
    if who == "was taken off":
        make.duty(hall.session, person, off_at=timezone.now(), off_by=maker)
    accounts.sign_in(client, person)
    address = reverse("desk_day:record", args=[hall.session.pk])
    assert client.get(address, follow=True).status_code == (200 if reads else 404)
    if writes:
        assert write(hall, by=person).written_by == person
    else:
        with pytest.raises(actions.NotYours):
            write(hall, by=person)
    assert (WORDS["course"] in client.get(address, follow=True).content.decode()) is (reads and writes)


def somebody(name="欧阳晓晨"):
    from tests.making.privacy import identity

    child = consent.child(age=None)
    identity(child.pk, real_name=name, age=9, at=timezone.now())
    return child


@pytest.mark.parametrize("field", ["course", "mood", "rules", "members", "reached", "problems", "coming"])
def test_a_real_name_is_refused_wherever_it_stands(hall, field):  # PRI-4
    make_activities.place(hall.activity, somebody())
    with pytest.raises(actions.NamesSomebody):
        write(hall, **{field: "今天欧阳晓晨哭了"})


@pytest.mark.parametrize(("who", "refused"), [
    ("a member", True), ("one who left", True), ("a guest", True), ("a child of another group", False),
    ("nobody here", False),
])  # fmt: skip
def test_whether_others_are_known_here_is_not_learned_by_trying(hall, boss, who, refused):  # PRI-4
    child = None if who == "nobody here" else somebody()
    {
        "a member": lambda: make_activities.place(hall.activity, child),
        "one who left": lambda: make_activities.place(hall.activity, child, state="left"),
        "a guest": lambda: make.mark(hall.session, child),
        "a child of another group": lambda: make_activities.place(make.hall().activity, child),
        "nobody here": lambda: None,
    }[who]()
    words = "今天欧阳晓晨哭了"
    record = write(hall)
    for act in (
        lambda: talk(boss, hall.adults[0], topics=words),
        lambda: actions.comment_record(by=boss, record=record, words=words, at=timezone.now()),
    ):
        if refused:
            with pytest.raises(actions.NamesSomebody):
                act()
        else:
            assert act()


def test_a_long_record_asks_the_vault_once(hall):
    make_activities.place(hall.activity, somebody())
    counts = []
    for words in ("短", "今天大家一起走了很远的路" * 400):
        with CaptureQueriesContext(connection) as count:
            write(hall, done=False, course=words)
        counts.append(sum("privacy_" in each["sql"] for each in count))
    assert counts == [1, 1]


def test_two_who_write_at_once_read_each_other(client, hall):
    address = reverse("desk_day:record", args=[hall.session.pk])
    accounts.sign_in(client, hall.adults[0])
    seen = client.get(address).context["seen"]["seen"].value()
    write(hall, by=hall.adults[1], done=False, course="别人写的话")
    mine = {"form": "process", "course": "我写的话", "coming": "下次", "done": "1"}
    both = client.post(address, mine | {"seen": seen})
    assert both.status_code == 400
    html = both.content.decode()
    assert "别人写的话" in html
    assert "我写的话" in html
    assert Record.objects.get().course == "别人写的话"
    again = both.context["seen"]["seen"].value()
    assert client.post(address, mine | {"seen": again}).status_code == 302
    assert Record.objects.get().course == "我写的话"
    late = client.post(address, mine | {"seen": again, "course": "太晚了的话"})  # it is done: words stay on the page
    assert late.status_code == 400
    assert "太晚了的话" in late.content.decode()
    assert "我写的话" in late.content.decode()


def test_who_may_not_write_learns_nothing_by_sending(client, hall, boss):
    write(hall, by=hall.adults[1], done=False, course="还没写完的话")
    accounts.sign_in(client, boss)
    address = reverse("desk_day:record", args=[hall.session.pk])
    assert "还没写完的话" not in client.get(address).content.decode()
    html = client.post(address, {"form": "process", "course": "我的话", "coming": "好"}).content.decode()
    assert "还没写完的话" not in html
    write(hall, by=hall.adults[1], course="写完的话")
    html = client.post(address, {"form": "process", "course": "我的话", "coming": "好"}).content.decode()
    told, mine = html.split("您刚才写的")
    assert "写完的话" in told
    assert "我的话" not in told  # what was sent is not shown as a colleague's words
    assert "我的话" in mine


def test_a_record_keeps_the_form_that_was_chosen(client, hall):
    write(hall, done=False)
    Record.objects.update(form="summary")
    accounts.sign_in(client, hall.adults[0])
    page = client.get(reverse("desk_day:record", args=[hall.session.pk]))
    assert page.context["form"]["form"].value() == "summary"


def test_nobody_comments_their_own_and_nothing_before_it_begins(hall, boss):
    from portal.accounts import actions as rights

    rights.grant_role(by=None, person=hall.adults[0], role=Role.SUPERVISOR, office=hall.office, at=timezone.now())
    record = write(hall)
    with pytest.raises(actions.NotYours):
        actions.comment_record(by=hall.adults[0], record=record, words="好", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Record.objects.update(comment="好", commented_by=hall.adults[0], commented_at=timezone.now())
    later = make.hall(starts_at=timezone.now() + timedelta(hours=1))
    with pytest.raises(actions.NotReady):
        write(later)


def test_the_page_keeps_finishes_and_comments(client, hall, boss):
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:record", args=[hall.session.pk])
    client.post(address, {"form": "process", "course": "开始了", "keep": "1"})
    seen = client.get(address).context["seen"]["seen"].value()
    short = client.post(address, {"form": "process", "course": "开始了", "done": "1", "seen": seen})
    assert short.status_code == 400
    assert "至少写发生了什么" in short.content.decode()
    client.post(address, {"form": "process", **WORDS, "done": "1", "seen": seen})
    accounts.sign_in(client, boss)
    for wrong in ("", "问\x00得好", "长" * 2001):
        answer = client.post(f"{address}comment/", {"words": wrong})
        assert answer.status_code == 400
        assert wrong.replace("\x00", "") in answer.content.decode().replace("\x00", "")
    client.post(f"{address}comment/", {"words": "问得好"})
    html = client.get(address).content.decode()
    assert WORDS["coming"] in html
    assert "问得好" in html


def talk(boss, person, **over):
    facts = {
        "held_on": timezone.localdate(),
        "theme": "support",
        "topics": "带组累",
        "advice": "两人轮流",
        "next_on": None,
    }
    return actions.note_supervision(by=boss, person=person, at=timezone.now(), **(facts | over))


def test_a_talk_is_read_by_two_and_stands(hall, boss):
    made = talk(boss, hall.adults[0])
    for person, reads in (
        (boss, True), (hall.adults[0], True), (hall.adults[1], False),
        (make.adult(hall.office, role=Role.SUPERVISOR), False),
    ):  # fmt: skip
        assert (made in queries.supervisions_of(person)) is reads
    with pytest.raises(DatabaseError), transaction.atomic():
        Supervision.objects.update(advice="改了")
    for who, about in ((hall.adults[0], hall.adults[1]), (boss, boss), (boss, hall.child)):
        with pytest.raises(actions.NotYours):
            talk(who, about)
    elsewhere = make.adult(make_activities.office(), role=Role.SUPERVISOR)
    with pytest.raises(actions.NotYours):
        talk(elsewhere, hall.adults[0])


def test_talks_by_the_page(client, hall, boss):
    accounts.sign_in(client, boss)
    address = reverse("desk_day:supervision")
    sent = {
        "person": hall.adults[0].pk,
        "held_on": "2026-05-04",
        "theme": "admin",
        "topics": "排班",
        "advice": "早一周",
    }
    assert client.post(address, sent | {"person": make.adult(make_activities.office()).pk}).status_code == 400
    assert client.post(address, sent).status_code == 302
    assert "早一周" in client.get(address).content.decode()
    accounts.sign_in(client, hall.adults[1])
    html = client.get(address).content.decode()
    assert "早一周" not in html
    assert 'name="topics"' not in html


@pytest.mark.parametrize(("grants", "times"), [
    ({"here"}, 1), ({"here", "here too"}, 1), ({"ended here", "elsewhere"}, 0), ({"ended here", "here too"}, 1),
    ({"elsewhere"}, 0), ({"ended here"}, 0),
])  # fmt: skip
def test_colleagues_of_ones_office_are_each_there_once(hall, boss, grants, times):
    from portal.accounts import actions as rights

    person, at = consent.person("staff"), timezone.now()
    roles = {"here": Role.FACILITATOR, "here too": Role.MODERATOR, "ended here": Role.EDITOR, "elsewhere": Role.CURATOR}
    for grant in grants:
        office = make_activities.office() if grant == "elsewhere" else hall.office
        rights.grant_role(by=None, person=person, role=roles[grant], office=office, at=at)
    if "ended here" in grants:
        rights.end_role(by=boss, person=person, role=Role.EDITOR, at=timezone.now())
    assert queries.supervised(boss, at=timezone.now()).count(person) == times


def names(person, *, late=None, at=None) -> list[str]:
    found = queries.work(person, at=at or timezone.now())
    return [str(task.what) for task in found if late is None or task.late is late]


def test_what_is_due_and_overdue_for_whom(boss, hall):
    ended = make.hall(starts_at=timezone.now() - timedelta(hours=5))
    assert names(ended.adults[0]) == ["一节的记录"]
    assert names(ended.adults[0], late=True) == []
    accounts.qualify(ended.adults[0], at=timezone.now() + timedelta(hours=46))
    later = ended.session.ends_at + timedelta(hours=48)
    assert names(ended.adults[0], at=later, late=True) == ["一节的记录"]
    chief = make.adult(ended.office, role=Role.SUPERVISOR)
    assert names(chief) == []
    assert names(chief, at=later) == ["同事的一节的记录"]
    write(ended)
    assert names(ended.adults[0]) == names(chief, at=later) == []
    alone = make.hall(adults=1, starts_at=timezone.now() + timedelta(days=3))
    assert names(alone.adults[0]) == ["还需要大人"]
    actions.cancel(by=alone.adults[0], session=alone.session, why="adults", at=timezone.now())
    assert names(alone.adults[0]) == []


@pytest.mark.parametrize("who", ["facilitator", "supervisor", "supervisor of every office", "helper from elsewhere"])
def test_every_way_on_the_list_leads_somewhere(client, who):
    """The page itself, and the way back at its top."""
    ended = make.hall(starts_at=timezone.now() - timedelta(days=4))
    office, author = ended.office, ended.adults[0]
    coming = make.hall(starts_at=timezone.now() + timedelta(hours=5), adults=1)
    draft = make_activities.activity(office=office, made_by=author, state="draft")
    type(draft).objects.filter(pk=draft.pk).update(risks_read_by=None, risks_read_at=None)
    make.planned(make_activities.activity(office=office, made_by=author), state="handed")
    person = {
        "facilitator": lambda: make.adult(office),
        "supervisor": lambda: make.adult(office, role=Role.SUPERVISOR),
        "supervisor of every office": lambda: accounts.staff(Role.SUPERVISOR),
        "helper from elsewhere": lambda: make.adult(make_activities.office()),
    }[who]()
    if who == "helper from elsewhere":
        make.duty(ended.session, person)
        make.duty(coming.session, person)
        coming.adults[0].qualifications.update(expires_at=timezone.now())
    accounts.sign_in(client, person)
    tasks = queries.work(person, at=timezone.now())
    assert {str(task.what) for task in tasks} >= {
        "facilitator": {"要读的风险评估"}, "supervisor": {"同事的一节的记录", "等您批准的计划"},
        "supervisor of every office": {"同事的一节的记录", "等您批准的计划"},
        "helper from elsewhere": {"一节的记录", "还需要大人"},
    }[who]  # fmt: skip
    for task in tasks:
        page = client.get(task.url)
        assert page.status_code == 200, task.url
        back = re.search(r'class="crumb"><a href="([^"#]+)', page.content.decode())
        assert client.get(back[1]).status_code == 200, (task.url, back[1])


def test_plans_and_risks_on_the_list(hall, boss):
    actions.begin_plan(by=hall.adults[0], activity=hall.activity, at=timezone.now())
    assert "要写完的计划" in names(hall.adults[0])
    draft = make_activities.activity(
        office=hall.office, made_by=hall.adults[0], state="draft", risks_read_by=None, risks_read_at=None
    )
    draft.risks_read_by = draft.risks_read_at = None
    draft.save()
    assert "要读的风险评估" in names(hall.adults[1])
    assert "要读的风险评估" not in names(hall.adults[0])


def test_the_list_costs_the_same_at_one_and_at_three(client):
    first = make.hall(starts_at=timezone.now() - timedelta(hours=5))
    me = first.adults[0]
    accounts.sign_in(client, me)
    address, counts = reverse("desk_day:work"), []
    for more in (1, 2):
        for number in range(more):
            starts = timezone.now() - timedelta(hours=6 + number)
            make.duty(make_activities.session(first.activity, starts_at=starts), me)
            coming = make_activities.session(first.activity, starts_at=timezone.now() + timedelta(hours=30 + number))
            make.duty(coming, me)
        client.get(address)
        with CaptureQueriesContext(connection) as count:
            html = client.get(address).content.decode()
        counts.append(len(count))
    assert html.count("还需要大人") == 3
    assert counts[0] == counts[1]
