"""Families from a list: tried line by line, carried out as tried, let in by papers and a second worker alone."""

import logging
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import queries
from portal.consent.models import Entry, Event, GuardianLink
from portal.consent.purposes import Purpose
from portal.figures.sheets import xlsx
from portal.privacy.models import Identity
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory
from tests.making import privacy as make_privacy

pytestmark = pytest.mark.django_db
HEAD = ["档案编号", "怎么称呼大人", "与孩子的关系", "孩子真名", "出生日期", "签字日期", "在这里的名字"]
REAL, STEMS = "欧阳禾苗", "甲乙丙丁戊己"


@pytest.fixture
def here():
    return make_directory.office(name="槐安站", name_en="Huai'an")


@pytest.fixture
def desk(here):
    return desk_of(here)


def desk_of(office):
    client = Client()
    client.person = make_accounts.sign_in(client, make.worker(office=office))
    return client


def line(number=1, **over):
    row = dict(zip(HEAD, [
        f"2026-{number}", f"槐树下的大人{STEMS[number]}", "妈妈", REAL if number == 1 else f"司马试{number}",
        f"2016-05-{number + 1:02}", str(timezone.localdate()), f"爱数台阶的猫{STEMS[number]}",
    ], strict=True))  # fmt: skip
    return list((row | over).values())


def attempt(desk, here, *rows, data=None, head=HEAD, **more):
    data = data if data is not None else xlsx(head, rows)
    sent = {"office": here.pk, "signed": "on", "file": SimpleUploadedFile("list.xlsx", data)} | more
    return desk.post(reverse("families:import"), {name: value for name, value in sent.items() if value is not None})


def outcomes(page) -> list[str]:
    return ["known" if line.known else "refused" if line.why else "new" for line in page.context["lines"]]


def carry_out(desk, page, **more):
    sent = {"tried": page.context["tried"]} | more
    return desk.post(f"{reverse('families:import_done')}?office={page.context['office'].pk}", sent, follow=True)


def test_trying_does_nothing_and_carrying_out_does_what_was_tried(desk, here):
    page = attempt(desk, here, line(1), line(2))
    assert outcomes(page) == ["new", "new"]
    assert not User.objects.filter(kind=Kind.CHILD).exists()
    assert not audit.lines(act="account.made").filter(detail__kind="child").exists()
    told = carry_out(desk, page).content.decode()
    assert "登记了2个家庭" in told
    children = User.objects.filter(kind=Kind.CHILD).order_by("pseudonym")
    assert {child.pseudonym for child in children} == {"爱数台阶的猫乙", "爱数台阶的猫丙"}
    first = children.get(pseudonym="爱数台阶的猫乙")
    assert make_privacy.plain(first.pk).real_name == REAL
    assert queries.home_of(first).office == here
    seal = audit.lines(act="families.imported").get()
    assert (seal.detail["rows"], len(seal.detail["file"])) == (2, 64)


def test_nobody_is_let_in_by_a_list(desk, here):  # CON-18, CON-21
    carry_out(desk, attempt(desk, here, line(1)))
    link = GuardianLink.objects.get()
    assert not Event.objects.exists()  # a yes that waits for a second worker is no answer
    assert Entry.objects.get().settled_at is None
    assert (link.papers_at, link.child.is_active) == (None, False)
    assert not queries.may(link.child_id, Purpose.ACCOUNT, at=timezone.now())
    confirm = reverse("families:entry_confirm", args=[Entry.objects.get().pk])
    assert "要由第二位社工来确认" in desk.post(confirm, {"seen": "on"}, follow=True).content.decode()


def test_the_same_file_again_is_known(desk, here):
    page = attempt(desk, here, line(1))
    carry_out(desk, page)
    again = attempt(desk, here, line(1), line(2))
    assert outcomes(again) == ["known", "new"]
    assert "没有做任何事" in carry_out(desk, page).content.decode()  # sent twice: nothing is doubled
    assert GuardianLink.objects.count() == 1


def test_two_who_tried_the_same_list_register_nobody_twice(desk, here):
    """Names here were made up for each of them: nothing but the number in the folder says that it is one family."""
    other = desk_of(here)
    pages = [(each, attempt(each, here, line(1, **{"在这里的名字": "", "怎么称呼大人": name}))) for each, name in (
        (desk, "槐树下的大人甲"), (other, "槐树下的大人乙"))]  # fmt: skip
    assert [outcomes(page) for _each, page in pages] == [["new"], ["new"]]
    told = [carry_out(each, page).content.decode() for each, page in pages]
    assert ["没有做任何事" in words for words in told] == [False, True]
    assert Identity.objects.count() == GuardianLink.objects.count() == 1


REFUSED = {
    "no name": {"孩子真名": ""}, "no number": {"档案编号": ""}, "no adult": {"怎么称呼大人": ""},
    "no relation": {"与孩子的关系": "邻居"}, "a date that is none": {"出生日期": "2016-02-30"},
    "the day first": {"出生日期": "04.05.2016"}, "two digits": {"出生日期": "16-05-04"},
    "a serial": {"出生日期": 42494},
    "grown up": {"出生日期": "1990-01-01"}, "unborn": {"出生日期": "2190-01-01"},
    "year nought": {"出生日期": "0000-01-01"},
    "signed tomorrow": {"签字日期": "2190-01-01"}, "signed long ago": {"签字日期": "2020-01-01"},
    "the real name as name here": {"在这里的名字": REAL},
    "the real name as what the adult is called": {"怎么称呼大人": REAL},
    "a teacher": {"在这里的名字": "王老师"}, "a number as name": {"在这里的名字": "13800001234"},
    "a formula": {"档案编号": "=1+1"},
    "too long": {"孩子真名": "王" * 61},
    "very long": {"孩子真名": "王" * 301}, "long number": {"档案编号": "9" * 41},
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_wrong_line_is_refused_and_the_others_are_done(desk, here, name):
    page = attempt(desk, here, line(1, **REFUSED[name]), line(2))
    assert outcomes(page) == ["refused", "new"]
    assert all(str(why) for why in page.context["lines"][0].why)
    carry_out(desk, page)
    assert User.objects.get(kind=Kind.CHILD).pseudonym == "爱数台阶的猫丙"


def test_a_line_with_hidden_signs_is_refused(desk, here):
    rows = (HEAD, line(1, **{"孩子真名": "王\u202e小明"}), line(2))
    page = attempt(desk, here, data="\n".join(",".join(row) for row in rows).encode())
    assert outcomes(page) == ["refused", "new"]


def test_doubles_in_a_file_are_refused(desk, here):
    same_child = line(3, **{"孩子真名": REAL, "出生日期": "2016-05-02"})
    page = attempt(desk, here, line(1), line(1), line(2, **{"档案编号": "2026-1"}), same_child,
                   line(4, **{"在这里的名字": "爱数台阶的猫乙"}))  # fmt: skip
    assert outcomes(page) == ["new", "refused", "refused", "refused", "refused"]
    assert [line.number for line in page.context["lines"]] == [2, 3, 4, 5, 6]


def test_without_a_name_here_one_is_made_up_and_stays(desk, here):
    page = attempt(desk, here, line(1, **{"在这里的名字": ""}))
    [name] = [line.about["pseudonym"] for line in page.context["lines"]]
    carry_out(desk, page)
    assert User.objects.get(kind=Kind.CHILD).pseudonym == name


def test_names_of_ones_own_choice_are_counted(desk, here, monkeypatch):  # PII-17
    from portal.accounts.views import limits

    monkeypatch.setitem(limits.NAMES, Kind.STAFF, 3)
    for _ in range(2):  # a list that is put right and tried again tries no further name
        assert outcomes(attempt(desk, here, line(1), line(2), line(3))) == ["new", "refused", "refused"]


@pytest.mark.parametrize("wrong", [
    {"data": b""}, {"data": b"\x89PNG" + bytes(90)}, {"data": b"x" * (10 * 1024 * 1024)}, {"data": b"PK\x03\x04junk"},
    {"data": xlsx(HEAD, [line(1)] * 26)}, {"data": xlsx(HEAD[:3], [line(1)[:3]])}, {"data": xlsx([*HEAD, HEAD[0]], [])},
    {"signed": None}, {"office": "00000000-0000-4000-8000-000000000000"}, {"office": "\x00"}, {"file": None},
])  # fmt: skip
def test_a_wrong_file_or_form_is_answered_in_words(desk, here, wrong):
    page = attempt(desk, here, line(1), **wrong)
    assert page.status_code == 400
    assert 'class="field__error"' in page.content.decode()


@pytest.mark.parametrize("encode", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_csv_in_any_of_the_usual_encodings(desk, here, encode):
    text = "\n".join(",".join(row) for row in (HEAD, line(1)))
    assert outcomes(attempt(desk, here, data=text.encode(encode))) == ["new"]


def test_nothing_else_is_carried_out(desk, here):
    other = desk_of(here)
    page = attempt(desk, here, line(1))
    tried = page.context["tried"]
    elsewhere = make_directory.office()
    for sent in ("x", "a.b", f"{tried}x", tried[:-9] + "AAAAAAAA=", "k." + "A" * 40, "demo.é"):
        assert "重新选一次文件" in carry_out(desk, page, tried=sent).content.decode()
    assert [carry_out(desk, page, tried=sent).status_code for sent in ("", "\x00")] == [200, 200]
    carry_out(other, page)  # another worker's
    desk.post(f"{reverse('families:import_done')}?office={elsewhere.pk}", {"tried": tried})
    desk.post(reverse("families:import_done"), {"tried": tried})
    assert not GuardianLink.objects.exists()


def test_what_was_tried_long_ago_is_tried_anew(desk, here, monkeypatch):
    page = attempt(desk, here, line(1))
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr("portal.family.views.importing.timezone.now", lambda: later)
    carry_out(desk, page)
    assert not GuardianLink.objects.exists()


def test_words_that_changed_since_are_signed_anew(desk, here, monkeypatch):  # CON-3
    page = attempt(desk, here, line(1))
    monkeypatch.setattr("portal.family.views.importing._notices", lambda at: {})
    assert "已经改过" in carry_out(desk, page).content.decode()
    assert not GuardianLink.objects.exists()


def test_all_new_lines_are_done_or_none(desk, here):
    page = attempt(desk, here, line(1), line(2))
    make.child(pseudonym="爱数台阶的猫丙")  # taken meanwhile
    assert "没有做任何事" in carry_out(desk, page).content.decode()
    assert not GuardianLink.objects.exists()


@pytest.mark.parametrize("who", ["another office", "facilitator", "guardian"])
def test_who_may(here, who):
    people = {"another office": lambda: make.worker(office=make_directory.office()),
              "facilitator": lambda: make_accounts.staff(Role.FACILITATOR, office=here),
              "guardian": lambda: make.family().guardian}  # fmt: skip
    client = Client()
    make_accounts.sign_in(client, people[who]())
    assert attempt(client, here, line(1)).status_code in {400, 403}
    assert not GuardianLink.objects.filter(child__pseudonym="爱数台阶的猫乙").exists()


def test_a_real_name_is_in_the_vault_and_nowhere_else(desk, here, caplog, settings):  # PRI-4, SEC-37
    caplog.set_level(logging.DEBUG)
    page = attempt(desk, here, line(1), line(2, **{"孩子真名": "司马小满", "出生日期": "x"}))
    done = carry_out(desk, page)
    for text in (page.content.decode(), done.content.decode(), caplog.text):
        assert REAL not in text
        assert "司马小满" not in text
    assert Identity.objects.count() == 1
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if "_fts" not in table:
                cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (our own table)
                assert REAL not in str(cursor.fetchall()), table
    files = [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert not any(REAL.encode() in path.read_bytes() for path in files)
