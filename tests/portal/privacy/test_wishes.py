"""Wishes: one of a kind, answered in time and with a reason, carried out when granted; and what a copy holds."""

import io
import json
import zipfile
from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from portal.accounts.models import ChildSecret, Device, User
from portal.accounts.roles import Role
from portal.consent import queries as consent
from portal.consent.purposes import Level, Purpose, Say
from portal.family import actions as family
from portal.family.policy import DECIDERS
from portal.notices import queries as notices
from portal.privacy import actions, jobs, queries
from portal.privacy.actions import AskedAlready, NotYoursToAnswer, NoWords
from portal.privacy.models import Contact, Identity, Note, Parcel, Wish
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import privacy as make_privacy
from tests.making import voices as make_voices

pytestmark = pytest.mark.django_db
DRAFT, WORDS, SENT = "金丝雀草稿", "金丝雀点头", "金丝雀送出"


@pytest.fixture
def home():
    return make_voices.home(age=9)


@pytest.fixture
def boss():
    return make_accounts.staff(Role.SUPERVISOR)


def wished(by, child, kind="copy", words=""):
    return actions.wish(by=by, person=child.pk, kind=kind, words=words, at=timezone.now())


@pytest.mark.parametrize(
    ("asked", "due"),
    [
        (date(2026, 3, 2), date(2026, 3, 23)),  # a Monday: three weeks
        (date(2026, 3, 6), date(2026, 3, 27)),  # a Friday
        (date(2026, 3, 7), date(2026, 3, 27)),  # a Saturday counts from Monday
        (date(2026, 12, 30), date(2027, 1, 20)),
    ],
)
def test_fifteen_working_days(asked, due):  # PRI-5
    assert queries.due(asked) == due


def test_the_day_is_that_of_shanghai(home):
    made = actions.wish(
        by=home.child, person=home.child.pk, kind="copy", at=datetime(2026, 3, 1, 16, 30, tzinfo=UTC)
    )  # half past midnight on Monday there
    assert made.due_on == date(2026, 3, 23)


def test_one_open_wish_of_a_kind(home, boss):
    wished(home.guardian, home.child, "erase")
    with pytest.raises(AskedAlready):
        wished(home.guardian, home.child, "erase")
    wished(home.child, home.child, "erase")  # the child's wish is its own
    assert Wish.objects.count() == 2


def test_words_of_a_wish_are_sealed(home):  # PRI-3
    made = wished(home.guardian, home.child, "correct", "姓名应该是苏念禾")
    assert "念禾".encode() not in bytes(made.sealed)
    assert queries.wish_plain(made) == "姓名应该是苏念禾"
    with pytest.raises(NoWords):
        wished(home.child, home.child, "correct", "  ")


def test_a_no_comes_with_its_reason_and_who_asked_is_told(home, boss):  # PRI-5
    made = wished(home.guardian, home.child, "correct", "改一下")
    with pytest.raises(NoWords):
        actions.answer_wish(by=boss, wish=made, yes=False, words=" ", at=timezone.now())
    made = actions.answer_wish(by=boss, wish=made, yes=False, words="证件上是这样写的。", at=timezone.now())
    assert (made.state, made.answer, made.answered_by) == ("refused", "证件上是这样写的。", boss.pk)
    assert notices.inbox(home.guardian).first().kind == "privacy.answered"
    assert notices.inbox(home.guardian).first().url.endswith("/rights/")
    assert "privacy.answered" not in {message.kind for message in notices.inbox(home.child)}
    with pytest.raises(NotYoursToAnswer):
        actions.answer_wish(by=boss, wish=made, yes=True, at=timezone.now())


@pytest.mark.parametrize("role", sorted(set(Role) - DECIDERS - {Role.PARTNER}))
def test_who_does_not_decide_answers_nothing(home, role):
    made, person = wished(home.guardian, home.child, "erase"), make_accounts.staff(role)
    assert not queries.wishes_to_answer(person, at=timezone.now()).exists()
    with pytest.raises(NotYoursToAnswer):
        actions.answer_wish(by=person, wish=made, yes=True, at=timezone.now())


def test_a_correction_corrects(home, boss):
    made = wished(home.guardian, home.child, "correct", "名字少了一个字")
    actions.correct_identity(
        by=boss, wish=made, real_name="苏念禾", birth_date=date(2017, 3, 9), words="改好了。", at=timezone.now()
    )
    assert make_privacy.plain(home.child.pk).real_name == "苏念禾"
    made.refresh_from_db()
    assert made.state == "done"


def test_asking_to_erase_stops_everything_at_once_and_granting_erases(home, boss):  # PRI-5, CON-11
    child, at = home.child, timezone.now()
    make_voices.draft(child, body=DRAFT)
    actions.note(by=None, person=child.pk, kind="health", words="对花生过敏", at=at)
    actions.keep_contact(by=None, person=child.pk, kind="emergency", value="13900001234", at=at)
    Device.objects.create(child=child, token_hash="x", bound_at=at)
    actions.make_copy(wish=wished(home.guardian, child), at=at)
    wished(home.guardian, child, "correct", "金丝雀真名")
    made = family.ask_for(by=home.guardian, child=child, kind="erase", words="金丝雀", at=at)
    assert not consent.may(child.pk, Purpose.PUBLISH, at=at)
    assert Identity.objects.filter(person=child.pk).exists()  # somebody has to answer first
    actions.answer_wish(by=boss, wish=made, yes=True, at=at)
    assert not Identity.objects.filter(person=child.pk).exists()
    assert not Note.objects.exists()
    assert not Parcel.objects.exists()
    assert {bytes(wish.sealed) for wish in Wish.objects.all()} == {b""}  # a wish's words may hold a name
    assert not Contact.objects.exists()
    assert not Device.objects.exists()
    assert not ChildSecret.objects.filter(child=child).exists()
    gone = User.objects.get(pk=child.pk)
    assert (gone.pseudonym, gone.is_active) == ("", False)
    assert [each.number for each in queries.kept_of(child.pk, reader=child.pk) if each.goes] == [0] * len(
        [each for each in queries.kept_of(child.pk, reader=child.pk) if each.goes]
    )
    assert consent.answers_of(home.guardian, child=child).exists()  # what was answered stays, without a name


def test_taking_everything_back_is_ones_own_and_leaves_the_account(home):
    at = timezone.now()
    taken = family.take_everything_back(by=home.guardian, child=home.child, at=at)
    assert taken == len(make_voices.PUBLIC_PURPOSES)
    assert not consent.may(home.child.pk, Purpose.PUBLISH, at=at)
    home.child.refresh_from_db()
    assert home.child.is_active
    assert family.take_everything_back(by=home.guardian, child=home.child, at=at) == 0
    assert any(event.says(at) == Say.YES for event in consent.answers_of(home.child, child=home.child))


# --- copies


def unpacked(wish) -> tuple[dict, str]:
    jobs.copies(timezone.now())
    parcel = queries.parcels_of(User.objects.get(pk=wish.by), at=timezone.now()).get(wish=wish)
    archive = zipfile.ZipFile(io.BytesIO(queries.unpacked(parcel)))
    assert {"data.json", "zh-hans.html", "en.html"} <= set(archive.namelist())
    whole = "".join(
        archive.read(name).decode() for name in archive.namelist() if not name.startswith("media/")
    ) + " ".join(archive.namelist())
    return json.loads(archive.read("data.json")), whole


def test_a_childs_copy_holds_its_own_words_and_pictures(home):  # PRI-5
    make_voices.draft(home.child, body=DRAFT)
    make_voices.sent(home.child, body=SENT)
    make.says(home.child, home.child, Purpose.PUBLISH, words=WORDS)
    data, whole = unpacked(wished(home.child, home.child))
    for canary in (DRAFT, SENT, WORDS, make_privacy.plain(home.child.pk).real_name):
        assert canary in whole
    tables = {part["table"] for part in data["parts"]}
    assert {"voices.Draft", "consent.Event", "privacy.Identity"} <= tables
    assert str(home.guardian.pk) not in whole


def test_a_guardians_copy_holds_nothing_of_the_childs_own(home):  # CON-19
    make_voices.draft(home.child, body=DRAFT)
    make_voices.sent(home.child, body=SENT)
    make.says(home.child, home.child, Purpose.PUBLISH, words=WORDS)
    _data, whole = unpacked(wished(home.guardian, home.child))
    for canary in (DRAFT, SENT, WORDS, "voices.", "moderation.", "media/"):
        assert canary not in whole
    assert make_privacy.plain(home.child.pk).real_name in whole


def test_neither_parent_learns_of_the_other():  # CON-9
    family_ = make.family(child_age=9, guardians=2, level=Level.G3)
    one, other = family_.guardians
    make.says(other, family_.child, Purpose.PUBLISH, words="金丝雀另一位")
    actions.keep_contact(
        by=other, person=family_.child.pk, kind="emergency", value="13900009876", called="金丝雀外公", at=timezone.now()
    )
    actions.wish(by=other, person=family_.child.pk, kind="correct", words="金丝雀请求", at=timezone.now())
    data, whole = unpacked(wished(one, family_.child))
    for canary in ("金丝雀", "13900009876", str(other.pk), other.email):
        assert canary not in whole
    counted = {part["table"]: len(part["rows"]) for part in data["parts"]}
    assert counted["consent.GuardianLink"] == 1


def test_a_childs_copy_does_not_give_away_a_number(home):
    at = timezone.now()
    actions.keep_contact(by=None, person=home.child.pk, kind="emergency", value="13900009876", called="外公", at=at)
    _data, whole = unpacked(wished(home.child, home.child))
    assert "外公" in whole
    assert "13900009876" not in whole


def test_a_copy_goes_after_seven_days_and_is_nobody_elses(home):
    wish = wished(home.child, home.child)
    unpacked(wish)
    at = timezone.now()
    assert not queries.parcels_of(home.guardian, at=at).exists()
    assert not queries.parcels_of(home.child, at=at + timedelta(days=7)).exists()
    jobs.copies(at + timedelta(days=7))
    assert not Parcel.objects.exists()
    wish.refresh_from_db()
    assert wish.state == "done"
    jobs.copies(at)
    assert not Parcel.objects.exists()  # made once


def test_one_copy_at_a_time(home):
    unpacked(wished(home.guardian, home.child))
    with pytest.raises(AskedAlready):
        wished(home.guardian, home.child)
    later = timezone.now() + timedelta(days=7)
    assert actions.wish(by=home.guardian, person=home.child.pk, kind="copy", at=later).state == "asked"


def test_a_copy_that_cannot_be_made_keeps_nobody_waiting(home, caplog):
    lost = wished(home.guardian, home.child)
    Identity.objects.filter(person=home.child.pk).update(key_id="lost")
    other = make_voices.home(age=9)
    ready = wished(other.guardian, other.child)
    jobs.copies(timezone.now())
    for wish in (lost, ready):
        wish.refresh_from_db()
    assert (lost.state, ready.state) == ("asked", "done")
    assert "lost" not in caplog.text


def test_a_child_who_asks_to_erase_can_still_read_the_answer(home):
    family.ask_for(by=home.child, child=home.child, kind="erase", at=timezone.now())
    home.child.refresh_from_db()
    assert home.child.is_active
    assert not consent.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())


def test_the_parcel_is_sealed(home):  # PRI-3
    unpacked(wished(home.guardian, home.child))
    assert b"data.json" not in bytes(Parcel.objects.get().sealed)


def test_a_refusal_without_a_reason_is_no_row(home):
    made = wished(home.guardian, home.child, "erase")
    with pytest.raises(IntegrityError), transaction.atomic():
        Wish.objects.filter(pk=made.pk).update(state="refused", answered_at=timezone.now())
