"""The vault: sealed, bound to one person, opened with a reason, known by a mark and an age, found nowhere else."""

from datetime import UTC, date, datetime

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.privacy import actions, kinds, queries, vault
from portal.privacy.actions import NameMissing
from portal.privacy.models import Identity, NameMark, Opening
from tests.making import accounts as make
from tests.making import privacy as make_privacy

pytestmark = pytest.mark.django_db
AT = make.AT
NAME, BORN, NOTE = "苏念禾", date(2016, 5, 17), "对花生过敏"
OLD_KEY = "ZGVtby1vbmx5LTMyLWJ5dGVzLXZhdWx0LWtleS0wMDE="
NEW_KEY = "bmV3LW9ubHktLTMyLWJ5dGVzLXZhdWx0LWtleS0wMDI="


@pytest.fixture
def child():
    made = make.child(age=None)
    actions.keep(by=make.guardian(), person=made.pk, real_name=NAME, birth_date=BORN, at=AT)
    return made


def allowed(child):
    """A worker, and leave by a supervisor."""
    worker, boss = make.staff(Role.WORKER), make.staff(Role.SUPERVISOR)
    request = actions.ask_to_look(by=worker, person=child.pk, code="contact", why="打电话问接送", at=AT)
    return worker, actions.decide(by=boss, request=request, yes=True, at=AT)


def everything_else() -> str:
    """All rows of all tables, as text, asked of the database itself."""
    rows = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 (names of our own tables)
            rows += [str(row) for row in cursor.fetchall()]
    return "\n".join(rows)


def test_no_table_holds_a_name_a_birthday_or_a_note(child):  # PRI-3
    worker, request = allowed(child)
    actions.open_identity(by=worker, request=request, at=AT)
    actions.note(by=worker, person=child.pk, kind="health", words=NOTE, at=AT)
    dump = everything_else()
    assert child.pk.hex in dump.replace("-", "")  # the dump does look
    for canary in (
        NAME,
        NAME.encode("unicode_escape").decode(),
        "念禾",
        str(BORN),
        "2016, 5, 17",
        NOTE,
        str(NOTE.encode()),
    ):
        assert canary not in dump
    assert NAME.encode() not in bytes(Identity.objects.get().sealed)


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_name_is_needed(name):
    with pytest.raises(NameMissing):
        actions.keep(by=None, person=make.child(age=None).pk, real_name=name, birth_date=BORN, at=AT)


def test_a_row_moved_to_another_person_does_not_open(child):
    Identity.objects.update(person=make.child(age=None).pk)
    with pytest.raises(InvalidTag):
        queries.plain(Identity.objects.get())


def test_correcting_replaces_name_and_marks(child):
    actions.keep(by=None, person=child.pk, real_name="林小舟", birth_date=BORN, at=AT)
    assert not queries.is_real_name(NAME)
    assert queries.is_real_name("林小舟")
    assert Identity.objects.count() == 1
    assert audit.lines(act="identity.corrected").count() == 1


# --- keys


def test_an_old_key_still_opens_and_a_new_one_seals(child, settings):  # SEC-41
    settings.VAULT_KEYS = f"second:{NEW_KEY},demo:{OLD_KEY}"
    assert queries.age(child.pk, on=AT.date()) == 9
    assert queries.is_real_name(NAME)
    other = make.child(age=None)
    actions.keep(by=None, person=other.pk, real_name="周一一", birth_date=BORN, at=AT)
    assert Identity.objects.get(person=other.pk).key_id == "second"
    assert queries.is_real_name("周一一")


def test_a_lost_key_opens_nothing(child, settings):
    settings.VAULT_KEYS = f"second:{NEW_KEY}"
    with pytest.raises(KeyError):
        queries.age(child.pk, on=AT.date())


@pytest.mark.parametrize("wrong", ["", "demo", "demo:", "demo:c2hvcnQ=", f":{OLD_KEY}", "demo:***"])
def test_wrong_keys_are_refused(settings, wrong):
    settings.VAULT_KEYS = wrong
    with pytest.raises(ValueError):  # noqa: PT011 (base64 raises a subclass of its own)
        vault.keys()


def test_marks_cannot_be_read_and_differ_by_key():
    first, second = vault.keys()["demo"], b"2" * 32
    assert vault.mark(NAME, first) != vault.mark(NAME, second)
    assert NAME not in vault.mark(NAME, first)


# --- names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (NAME, True),
        ("我叫苏念禾，今年九岁", True),
        ("苏 念 禾", True),
        ("苏·念·禾", True),
        ("苏\u200b念禾", True),
        ("念禾说她不想去", True),
        ("苏州的禾苗", False),
        ("禾念苏", False),
        ("安静的风筝", False),
        ("", False),
    ],
)
def test_a_text_that_holds_a_real_name(child, text, found):
    assert queries.is_real_name(text) is found


@pytest.mark.parametrize("text", ["Anna Maria Lind", "anna maria lind!", "ＡＮＮＡ Maria Lind", "I am Anna-Maria Lind"])
def test_a_foreign_name(text):
    actions.keep(by=None, person=make.child(age=None).pk, real_name="Anna Maria Lind", birth_date=BORN, at=AT)
    assert queries.is_real_name(text)
    assert not queries.is_real_name("Anna likes Maria")


def test_a_long_text_takes_few_queries(child, django_assert_max_num_queries):
    text = "今天我们一起去图书馆看书，" * 30
    with django_assert_max_num_queries(6):
        assert not queries.is_real_name(text)


# --- ages


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2016, 5, 17), date(2026, 5, 16), 9),
        (date(2016, 5, 17), date(2026, 5, 17), 10),
        (date(2016, 2, 29), date(2026, 2, 28), 9),
        (date(2016, 2, 29), date(2026, 3, 1), 10),
        (date(2016, 1, 1), date(2016, 12, 31), 0),
    ],
)
def test_age(born, on, years):
    child = make.child(age=None)
    actions.keep(by=None, person=child.pk, real_name=NAME, birth_date=born, at=AT)
    assert queries.age(child.pk, on=on) == years
    assert not Opening.objects.exists()  # an age is not an opening


def test_nobody_knows_the_age_of_a_stranger():
    assert queries.age(make.child(age=None).pk, on=AT.date()) is None


@pytest.mark.parametrize("number", [1, 3])
def test_ages_of_many_in_one_query(django_assert_num_queries, number):
    people = [make.child(age=8 + each).pk for each in range(number)]
    with django_assert_num_queries(1):
        assert list(queries.ages(people, on=AT.date()).values()) == [8 + each for each in range(number)]


@pytest.mark.parametrize(
    ("age", "wording", "reporting", "sign_in"),
    [
        (None, "6-8", "6-8", "pictures"),
        (6, "6-8", "6-8", "pictures"),
        (8, "6-8", "6-8", "pictures"),
        (9, "9-12", "9-11", "pictures"),
        (11, "9-12", "9-11", "pictures"),
        (12, "9-12", "12-14", "passphrase"),
        (13, "13-17", "12-14", "passphrase"),
        (14, "13-17", "12-14", "passphrase"),
        (15, "13-17", "15-17", "passphrase"),
        (17, "13-17", "15-17", "passphrase"),
    ],
)
def test_the_three_scales(age, wording, reporting, sign_in):
    assert (kinds.wording_band(age), kinds.reporting_band(age), kinds.sign_in_band(age)) == (
        wording,
        reporting,
        sign_in,
    )


def test_the_makers_birthday_fits_the_age():
    assert queries.years(str(make_privacy.born(9)), datetime(2026, 3, 2, tzinfo=UTC).date()) == 9


def test_marks_go_with_their_identity(child):
    Identity.objects.all().delete()
    assert not NameMark.objects.exists()


@pytest.mark.parametrize(("name", "text", "there"), [
    ("会飞的萝卜", "今天会飞的萝卜来了", True), ("会飞的萝卜", "会飞\u200b的萝卜", True), ("萝卜", "胡萝卜", True),
    ("Al", "Also and al-", True), ("Al", "Also", False), ("Al", "ａｌ来了", True), ("小雨", "小雨ok", True),
    ("雨7", "雨77", False), ("好", "很好", False), ("", "很好", False), ("a.b", "axb", False),
])  # fmt: skip
def test_a_name_of_here_stands_in_a_text_in_whichever_spelling_and_no_other_word_does(name, text, there):
    assert vault.stands_in([name], text) is there
