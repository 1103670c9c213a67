"""A term report: what the data say, who writes on, who reads and takes it along, and that no name is in it."""

import re
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation

from activities.desk import actions, queries
from activities.desk.models import Incident, Record, Section, Term, TermReport
from activities.models import Felt, Session
from portal.accounts.roles import Role
from portal.audit.models import Line
from tests.making import accounts, consent
from tests.making import activities as make_activities
from tests.making import desk as make
from tests.making.privacy import identity

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _language():
    translation.activate("zh-hans")


@pytest.fixture
def hall():
    return over(make.hall(children=2))


@pytest.fixture
def boss(hall):
    return make.adult(hall.office, role=Role.SUPERVISOR)


def over(hall, *, days=10):
    """The session and its activity began that long ago."""
    begun = timezone.now() - timedelta(days=days)
    activity = hall.activity
    activity.starts_at = begun
    activity.save()
    Session.objects.filter(pk=hall.session.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    hall.session.refresh_from_db()
    return hall


def crowd(session, count):
    for child in [make_activities.child() for _ in range(count)]:
        make.mark(session, child, at=session.starts_at, by=session.activity.made_by)


def drafted(hall):
    [period] = queries.periods(hall.activity)
    return queries.draft(hall.activity, period.first, period.last, at=timezone.now())


def write(hall, report, *, by=None, part="course", words="写了", seen=0):
    facts = {"report": report, "part": part, "words": words, "seen": seen, "at": timezone.now()}
    return actions.write_part(by=by or hall.adults[0], **facts)


def final(hall, boss):
    report = make.report(hall, handed=True)
    return actions.finish_report(by=boss, report=report, at=timezone.now())


@pytest.mark.parametrize(("came", "says"), [
    ([12], ["人次：12", "来过至少一次的孩子：12", "12 个孩子"]),
    ([5], ["人次：少于十一，不显示"]),
    ([6, 6], ["人次：12"]),
    ([20, 30], ["人次：50", "20 个孩子", "30 个孩子"]),
    ([20, 3], ["人次：23"]),
])  # fmt: skip
def test_person_times_and_attendance_hide_small_numbers(came, says):
    hall = over(make.hall(children=0))
    crowd(hall.session, came[0])
    for number, count in enumerate(came[1:], 2):
        later = hall.session.starts_at + timedelta(days=number)
        crowd(make_activities.session(hall.activity, number=number, starts_at=later), count)
    text = drafted(hall)["attendance"]
    for words in says:
        assert words in text
    small = [count for count in came if count < 11]
    assert not any(f"：{count} 个孩子" in text for count in small)
    assert ("没有列出的" in text) is bool(small)
    if small == [3]:
        assert "20 个孩子" not in text  # the total would give the three away


def test_a_line_put_right_counts_no_child_and_called_off_is_said(hall):
    hall.session.cancelled_at, hall.session.why = timezone.now(), "下大雨"
    hall.session.save()
    held = make_activities.session(hall.activity, number=2, starts_at=hall.session.starts_at + timedelta(days=1))
    crowd(held, 11)
    wrong = make.mark(held, hall.child, by=hall.adults[0], at=held.starts_at)
    make.mark(held, hall.child, "nothing", by=hall.adults[0], at=held.starts_at, replaces=wrong.key)
    make.mark(held, hall.children[1], "excused", by=hall.adults[0], at=held.starts_at)
    make.duty(held, hall.adults[0], minutes=90)
    texts = drafted(hall)
    assert "人次：11" in texts["attendance"]
    for words in ("1 次如期", "取消 1 次", "下大雨", "1.5 小时"):
        assert words in texts["sessions"]


def test_records_evaluation_share_and_faces_are_taken_over_without_names(hall):
    name = hall.child.pseudonym
    facts = {"form": "process", "written_by": hall.adults[0], "written_at": timezone.now(), "done_at": timezone.now()}
    Record.objects.create(session=hall.session, course="开始", coming="再来", reached=f"{name}先开口", **facts)
    made = make.evaluation(hall, state="closed")
    words = {"reached": "都说了话", "coming": "下学期再走"}
    actions.write_evaluation(by=hall.adults[0], evaluation=made, words=words, seen=0, done=True, at=timezone.now())
    for _ in range(11):
        Felt.objects.create(
            session=hall.session, child=make_activities.child(), face="good", words="好", day=date(2026, 1, 1)
        )
    texts = drafted(hall)
    assert "一个孩子先开口" in texts["course"]
    assert "都说了话" in texts["evaluation"]
    assert "我敢说出我的想法1" in texts["evaluation"]
    assert texts["coming"] == "下学期再走"
    assert not any(name in text for text in texts.values())
    assert "好：11" not in texts["felt"]  # the others are nought, and a total would say so
    assert "没有" in texts["share"]


def test_incidents_are_a_number_from_eleven_on_and_never_one_of_harm(hall):
    facts = {"what": "摔了", "first": "冰敷", "told": "家里", "noted_by": hall.adults[0], "noted_at": timezone.now()}
    facts |= {"session": hall.session, "happened_at": hall.session.starts_at}
    for _ in range(10):
        Incident.objects.create(**facts)
    assert "少于十一" in drafted(hall)["incidents"]
    Incident.objects.create(**facts)
    text = drafted(hall)["incidents"]
    assert "11" in text
    assert "摔了" not in text


def test_terms_give_the_times_and_one_time_is_reported_once(hall):
    area = hall.office.area = "槐安"
    hall.office.save()
    begins = timezone.localdate(hall.activity.starts_at)
    Term.objects.create(area=area, name="秋季", starts_on=begins - timedelta(9), ends_on=begins + timedelta(20))
    Term.objects.create(area=area, name="重叠", starts_on=begins, ends_on=begins + timedelta(30))
    Term.objects.create(area="别处", name="外地", starts_on=begins, ends_on=begins + timedelta(20))
    assert [each.name for each in queries.periods(hall.activity)] == ["秋季"]
    made = make.report(hall)
    assert made.name == "秋季"
    assert make.report(hall) == made
    Term.objects.filter(name="秋季").update(ends_on=begins + timedelta(25))
    assert make.report(hall) == made
    with pytest.raises(actions.NotReady):
        actions.begin_report(by=hall.adults[0], activity=hall.activity, first=date(2020, 1, 1), at=timezone.now())


def test_who_wrote_meanwhile_is_not_written_over(client, hall):
    report = make.report(hall)
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:write_report", args=[report.pk, "course"])
    assert client.post(address, {"seen": "0", "words": "第一句"}).status_code == 302
    late = client.post(address, {"seen": "0", "words": "另一句"})
    html = late.content.decode()
    assert late.status_code == 400
    assert "第一句" in html
    assert "另一句" in html
    assert Section.objects.get(report=report, part="course").words == "第一句"
    assert client.post(address, {"seen": "1", "words": "合起来"}).status_code == 302


def test_what_was_typed_while_a_colleague_handed_it_in_is_not_lost(client, hall):
    report = make.report(hall, handed=True)
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:write_report", args=[report.pk, "course"])
    assert client.get(address).status_code == 302
    late = client.post(address, {"seen": "0", "words": "还没写完"})
    html = late.content.decode()
    assert late.status_code == 400
    assert "还没写完" in html
    assert "报告在督导那里，或已定稿" in html


@pytest.mark.parametrize(("state", "who", "goes"), [
    ("draft", "maker", True), ("draft", "lead", True), ("draft", "boss", False), ("draft", "colleague", False),
    ("handed", "maker", False), ("final", "maker", False),
])  # fmt: skip
def test_who_writes_and_until_when(hall, boss, state, who, goes):
    report = {"draft": lambda: make.report(hall), "handed": lambda: make.report(hall, handed=True)}.get(
        state, lambda: final(hall, boss)
    )()
    lead = make.adult(hall.office)
    make_activities.lead(hall.activity, lead)
    person = {"maker": hall.adults[0], "lead": lead, "boss": boss, "colleague": make.adult(hall.office)}[who]
    if goes:
        assert write(hall, report, by=person).words == "写了"
    else:
        with pytest.raises((actions.NotYours, actions.NotReady)):
            write(hall, report, by=person)


def test_names_are_refused_when_written_handed_in_and_made_final(hall, boss):  # PRI-4
    guest = consent.child(age=None)
    identity(guest.pk, real_name="欧阳晓晨", age=9, at=timezone.now())
    make_activities.place(hall.activity, guest)
    report = make.report(hall)
    for words in ("欧阳晓晨来了", f"{hall.child.pseudonym}来了"):
        with pytest.raises(actions.NamesSomebody):
            write(hall, report, words=words)
    write(hall, report, part="coming", words="再来")
    newcomer = make_activities.child(pseudonym="会飞的萝卜")
    write(hall, report, words="会飞的萝卜来了")
    place = make_activities.place(hall.activity, newcomer)
    with pytest.raises(actions.NamesSomebody):
        actions.hand_report_in(by=hall.adults[0], report=report, at=timezone.now())
    place.delete()
    report = actions.hand_report_in(by=hall.adults[0], report=report, at=timezone.now())
    make_activities.place(hall.activity, newcomer)
    with pytest.raises(actions.NamesSomebody):
        actions.finish_report(by=boss, report=report, at=timezone.now())


def test_another_reads_it_who_wrote_nothing_in_it(hall, boss):
    from portal.accounts import actions as rights

    for person in hall.adults:
        rights.grant_role(by=None, person=person, role=Role.SUPERVISOR, office=hall.office, at=timezone.now())
    make_activities.lead(hall.activity, hall.adults[1])
    report = make.report(hall)
    with pytest.raises(actions.NotReady):
        actions.hand_report_in(by=hall.adults[0], report=report, at=timezone.now())
    write(hall, report, by=hall.adults[1], part="coming", words="再来")
    report = actions.hand_report_in(by=hall.adults[0], report=report, at=timezone.now())
    for person in hall.adults:
        with pytest.raises(actions.NotYours):
            actions.finish_report(by=person, report=report, at=timezone.now())
        assert not queries.reports_to_review(person, at=timezone.now())
    assert list(queries.reports_to_review(boss, at=timezone.now())) == [report]
    with pytest.raises(actions.NotReady):
        actions.send_report_back(by=boss, report=report, remark=" ", at=timezone.now())
    report = actions.send_report_back(by=boss, report=report, remark="多写一点", at=timezone.now())
    assert (report.state, report.remark) == ("draft", "多写一点")
    report = actions.hand_report_in(by=hall.adults[0], report=report, at=timezone.now())
    report = actions.finish_report(by=boss, report=report, at=timezone.now())
    with pytest.raises(actions.NotReady):
        actions.send_report_back(by=boss, report=report, remark="再来", at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        TermReport.objects.update(reviewed_by=report.made_by)


@pytest.mark.parametrize(("who", "reads"), [
    ("maker", True), ("boss", True), ("on duty", False), ("boss elsewhere", False), ("child", False),
])  # fmt: skip
def test_who_reads_prints_and_takes_along_and_each_look_is_on_record(client, hall, boss, who, reads):
    report = final(hall, boss)
    person = {
        "maker": hall.adults[0], "boss": boss, "on duty": hall.adults[1], "child": hall.child,
        "boss elsewhere": make.adult(make_activities.office(), role=Role.SUPERVISOR),
    }[who]  # fmt: skip
    accounts.sign_in(client, person)
    for name, act in (("report", "read"), ("report_print", "printed"), ("report_file", "taken")):
        answer = client.get(reverse(f"desk_day:{name}", args=[report.pk]), follow=True)
        assert (answer.status_code == 200) is reads
        looked = Line.objects.filter(act=f"report.{act}", subject=f"report:{report.pk}", actor=person.pk)
        assert looked.exists() is reads


def test_the_document_opens_says_what_the_page_says_and_names_no_author(client, hall, boss):
    report = final(hall, boss)
    accounts.sign_in(client, boss)
    answer = client.get(reverse("desk_day:report_file", args=[report.pk]))
    assert answer["Content-Disposition"] == 'attachment; filename="tongyan-report.docx"'
    document = docx.Document(BytesIO(answer.content))
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for section in queries.sections(report):
        for line in section.words.splitlines():
            assert line in said
    facts = document.core_properties
    assert (facts.author, facts.last_modified_by, facts.comments) == ("", "", "")
    assert facts.language == "zh-CN"
    fonts = document.styles["Normal"].element.rPr.rFonts
    assert fonts.get(docx.oxml.ns.qn("w:eastAsia")) == "Microsoft YaHei"
    with ZipFile(BytesIO(answer.content)) as parts:
        everything = b"".join(parts.read(name) for name in parts.namelist()).decode(errors="replace")
    for name in (hall.adults[0].pseudonym, boss.pseudonym, hall.child.pseudonym, "python-docx"):
        assert name not in everything


def test_a_draft_is_neither_printed_nor_taken_along(client, hall):
    report = make.report(hall, handed=True)
    accounts.sign_in(client, hall.adults[0])
    for name in ("report_print", "report_file"):
        assert client.get(reverse(f"desk_day:{name}", args=[report.pk]), follow=True).status_code == 404


def test_as_many_questions_for_three_sessions_as_for_one():
    counts = []
    for number in (1, 3):
        hall = over(make.hall(children=1))
        for extra in range(2, number + 1):
            later = make_activities.session(hall.activity, starts_at=hall.session.starts_at + timedelta(days=extra))
            make.mark(later, hall.child, by=hall.adults[0], at=later.starts_at)
        drafted(hall)
        with CaptureQueriesContext(connection) as asked:
            drafted(hall)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_bad_input_is_an_answer_and_no_fault(client, hall):
    report = make.report(hall)
    accounts.sign_in(client, hall.adults[0])
    listing = reverse("desk_day:reports", args=[hall.activity.pk])
    assert client.post(listing, {"first": "nonsense"}).status_code == 302
    page = reverse("desk_day:report", args=[report.pk])
    for sent in ({"seen": "x", "words": "a"}, {"seen": "0", "words": "a\x00"}, {"seen": "0", "words": "长" * 9000}):
        assert client.post(f"{page}write/course/", sent).status_code == 400
    assert client.get(f"{page}write/nonsense/", follow=True).status_code == 404
    assert client.post(f"{page}hand/").status_code == 302
    for name in ("nonsense", "-" * 36):
        assert client.post(f"{page}{name}/", follow=True).status_code == 404


def test_the_way_back_leads_somewhere_for_a_supervisor_of_every_office(client, hall):
    report = make.report(hall, handed=True)
    accounts.sign_in(client, make.adult(None, role=Role.SUPERVISOR))
    address = reverse("desk_day:report", args=[report.pk])
    for _ in range(2):
        html = client.get(address).content.decode()
        address = re.search(r'class="crumb"><a href="([^"#]+)', html)[1]
    assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(("remark", "says"), [
    ("{name}写得不对", "有个孩子在这里就叫这个名字"), ("多写\x00一点", "field__error"),
    ("", "field__error"), ("长" * 401, "400"),
])  # fmt: skip
def test_a_remark_that_cannot_be_kept_is_shown_again_with_the_reason(client, hall, boss, remark, says):
    report = make.report(hall, handed=True)
    accounts.sign_in(client, boss)
    remark = remark.format(name=hall.child.pseudonym)
    answer = client.post(reverse("desk_day:report_step", args=[report.pk, "back"]), {"remark": remark})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert says in html
    assert remark.replace("\x00", "") in html.replace("\x00", "")
    report.refresh_from_db()
    assert (report.state, report.remark) == ("handed", "")


def test_who_sends_back_what_another_has_finished_keeps_the_words(client, hall, boss):
    report = final(hall, boss)
    accounts.sign_in(client, make.adult(hall.office, role=Role.SUPERVISOR))
    answer = client.post(reverse("desk_day:report_step", args=[report.pk, "back"]), {"remark": "多写一点"})
    html = answer.content.decode()
    assert "多写一点" in html
    assert "报告不在这一步" in html
