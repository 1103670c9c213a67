"""A name here is often a plain word: who writes may say that it is one. A real name passes by nobody's word (PRI-4)."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from activities.desk import actions
from activities.desk.models import TermReport
from activities.models import Session
from portal.accounts.roles import Role
from portal.audit.models import Line
from tests.making import accounts
from tests.making import activities as make_activities
from tests.making import desk as make
from tests.making.privacy import identity

pytestmark = pytest.mark.django_db
RAIN, REAL = "那天下小雨，大家在屋里画画", "欧阳晓晨带大家画画"


@pytest.fixture
def hall():
    translation.activate("zh-hans")
    hall, begun = make.hall(children=1), timezone.now() - timedelta(days=10)
    hall.activity.starts_at = begun
    hall.activity.save()
    Session.objects.filter(pk=hall.session.pk).update(starts_at=begun, ends_at=begun + timedelta(hours=2))
    make_activities.place(hall.activity, make_activities.child(pseudonym="小雨"))
    identity(hall.child.pk, real_name="欧阳晓晨", age=9, at=timezone.now())
    return hall


def sent(client, hall, report, words, **more):
    section = report.sections.get(part="course")
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:write_report", args=[report.pk, "course"])
    return client.post(address, {"words": words, "seen": section.version} | more), section


def test_a_word_that_is_a_name_here_is_asked_about_once_and_what_was_typed_stays(client, hall):
    report = make.report(hall)
    page, section = sent(client, hall, report, RAIN)
    assert page.status_code == 400
    assert "小雨" in page.context["form"].non_field_errors()[0]
    assert RAIN in page.content.decode()
    assert 'type="checkbox" name="meant"' in page.content.decode()
    page, section = sent(client, hall, report, RAIN, meant="on")
    assert page.status_code == 302
    section.refresh_from_db()
    assert section.words == RAIN
    assert Line.objects.filter(act="report.written", detail__word_meant=True).count() == 1


@pytest.mark.parametrize("words", [REAL, f"{RAIN}，{REAL}"])
def test_a_real_name_never_passes(client, hall, words):
    report = make.report(hall)
    page, section = sent(client, hall, report, words, meant="on")
    assert page.status_code == 400
    section.refresh_from_db()
    assert words not in section.words


def test_whoever_hands_it_in_and_whoever_makes_it_final_says_so_too(client, hall):
    report = make.report(hall)
    by = {"by": hall.adults[0], "at": timezone.now(), "meant": True}
    actions.write_part(report=report, part="course", words=RAIN, seen=0, **by)
    actions.write_part(report=report, part="coming", words="再来", seen=0, **by)
    boss = make.adult(hall.office, role=Role.SUPERVISOR)
    for person, step, state in ((hall.adults[0], "hand", "handed"), (boss, "final", "final")):
        accounts.sign_in(client, person)
        address = reverse("desk_day:report_step", args=[report.pk, step])
        page = client.post(address)
        assert page.status_code == 400
        assert "小雨" in page.content.decode()
        assert client.post(address, {"meant": "on"}).status_code == 302
        assert TermReport.objects.get().state == state


def test_an_evaluation_asks_the_same(client, hall):
    make.evaluation(hall, state="closed")
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:write_evaluation", args=[hall.activity.pk])
    said = {"reached": RAIN, "coming": "再来", "seen": 0, "keep": 1}
    assert 'type="checkbox" name="meant"' in client.post(address, said).content.decode()
    assert client.post(address, said | {"meant": "on"}).status_code == 302
    assert client.post(address, said | {"reached": REAL, "meant": "on", "seen": 1}).status_code == 400
