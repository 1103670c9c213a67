"""A guardian with a number and no e-mail hears that a message waits, and no more; by day, unless blocked (SEC-10)."""

from datetime import datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from portal.accounts.kinds import Kind
from portal.accounts.policy import NUMBER_LASTS
from portal.consent import actions as consent
from portal.notices import actions, queries
from portal.notices.kinds import ONE_IN, Way
from portal.notices.models import Message
from portal.sms import sending
from tests.making import accounts as make_accounts
from tests.making import consent as families
from tests.making import notices as make
from tests.making.starting import grown_up_by_phone

pytestmark = pytest.mark.django_db
HOME = ZoneInfo("Asia/Shanghai")
NOON = datetime(2031, 6, 2, 12, 0, tzinfo=HOME)
NIGHT = NOON.replace(hour=23)
MINUTE = timedelta(minutes=1)
NUMBER = "+8613900001234"
CANARY = "小果子CANARY7"


@pytest.fixture(autouse=True)
def _demo(settings):
    settings.SMS = {"way": "demo"}
    with make.kind():
        yield


@pytest.fixture
def guardian():
    return grown_up_by_phone(NUMBER, at=NOON - 60 * MINUTE)


def tell(person, at=NOON, about=""):
    return actions.tell(person=person, kind="test.kind", about=about, at=at, title=CANARY)


@pytest.mark.parametrize(
    ("language", "says"),
    [
        ("zh-hans", "同檐：有一条给您的消息，登录就能看到。"),
        ("en", "Tongyan: there is a message for you. Sign in to read it."),
    ],
)
def test_one_neutral_line_leaves(guardian, language, says, django_capture_on_commit_callbacks):
    guardian.language = language
    guardian.save(update_fields=["language"])
    with django_capture_on_commit_callbacks(execute=True):
        message = tell(guardian)
    assert list(queries.inbox(guardian)) == [message]
    [said] = mail.outbox
    assert said.to == [f"{NUMBER}@sms.invalid"]
    assert (said.subject, said.body) == ("news", says)
    assert "http" not in said.body
    message.refresh_from_db()
    assert message.mailed_at == NOON
    assert actions.post(at=NOON + MINUTE) == 0


def test_nothing_leaves_at_night(guardian, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = tell(guardian, at=NIGHT)
    assert mail.outbox == []
    assert message.mail_at == datetime(2031, 6, 3, 8, 0, tzinfo=HOME)
    assert actions.post(at=message.mail_at) == 1


def test_who_hears_in_which_way(settings):
    by_phone, by_mail = grown_up_by_phone(NUMBER, at=NOON), families.person(Kind.GUARDIAN)
    neither, child = families.person(Kind.GUARDIAN, email=""), families.child(age=9)
    worker = make_accounts.staff(at=NOON)
    found = [queries.way_to(each, at=NOON) for each in (by_phone, by_mail, neither, child, worker)]
    assert found == [Way.PHONE, Way.MAIL, None, None, Way.MAIL]
    assert tell(child).mail_at is None
    assert queries.way_to(by_phone, at=NOON + NUMBER_LASTS + MINUTE) is None  # somebody else may have it by now
    settings.SMS = {"way": "off"}
    assert queries.way_to(by_phone, at=NOON) is None
    assert tell(by_phone).mail_at is None


def test_a_number_nobody_has_shown_to_be_theirs_hears_nothing():
    from portal.accounts import actions as accounts

    typed = families.person(Kind.GUARDIAN, email="")
    accounts.keep_number(by=typed, person=typed, number=NUMBER, at=NOON)
    assert queries.way_to(typed, at=NOON) is None


def test_a_second_one_leaves_only_once_the_first_is_read(guardian):
    tell(guardian, at=NOON)
    assert actions.post(at=NOON) == 1
    again = tell(guardian, at=NOON + MINUTE)
    assert actions.post(at=NOON + MINUTE) == 0
    again.refresh_from_db()
    assert (again.mail_at, again.mailed_at) == (None, None)  # it keeps no later one back
    tell(guardian, at=NOON + ONE_IN + MINUTE)
    assert actions.post(at=NOON + ONE_IN + MINUTE) == 1
    actions.read(by=guardian, at=NOON + ONE_IN + 2 * MINUTE)
    tell(guardian, at=NOON + ONE_IN + 3 * MINUTE)
    assert actions.post(at=NOON + ONE_IN + 3 * MINUTE) == 1


def test_a_block_made_meanwhile_holds_here_too(guardian):  # SAF-4
    about = f"child:{uuid4()}"
    late = tell(guardian, at=NIGHT, about=about)
    actions.block(by=None, person=guardian, about=about, at=NIGHT)
    assert tell(guardian, about=about) is None
    assert actions.post(at=late.mail_at) == 0
    assert mail.outbox == []


def test_a_carrier_that_refuses_is_not_asked_again(guardian, monkeypatch, caplog):
    asked = []

    def refuse(short):
        asked.append(short.to)
        raise sending.NotSent("isv.MOBILE_NUMBER_ILLEGAL")

    monkeypatch.setattr(sending, "send", refuse)
    tell(guardian)
    assert [actions.post(at=NOON + each * MINUTE) for each in range(3)] == [0, 0, 0]
    assert asked == [NUMBER]
    assert NUMBER not in caplog.text
    assert CANARY not in caplog.text


def test_a_carrier_that_is_away_holds_no_letter_back(guardian, monkeypatch):
    other = grown_up_by_phone("+8613900005678", at=NOON)
    for person in (guardian, other, families.person(Kind.GUARDIAN)):
        tell(person, at=NIGHT)
    morning = NIGHT + timedelta(hours=9)
    asked = []
    with monkeypatch.context() as away:

        def nobody(short):
            asked.append(short.to)
            raise sending.NotSent(sending.NO_ANSWER)

        away.setattr(sending, "send", nobody)
        assert actions.post(at=morning) == 1  # the letter
        assert len(asked) == 1
    assert Message.objects.filter(mailed_at=None).count() == 2
    assert actions.post(at=morning + MINUTE) == 2


def refusing(monkeypatch, code, meanwhile=lambda: None):
    """A carrier that refuses once, while something else happens, and takes everything afterwards."""
    sends, left = sending.send, [code]

    def send(short):
        if left:
            word = left.pop()
            meanwhile()
            raise sending.NotSent(word)
        sends(short)

    monkeypatch.setattr(sending, "send", send)


@pytest.mark.parametrize("code", ["isv.BUSINESS_LIMIT_CONTROL", "isp.SYSTEM_ERROR", sending.NO_ANSWER])
def test_of_two_at_once_none_is_lost_where_one_is_refused(guardian, monkeypatch, code):
    """The second comes while the first is on its way: it waits for what becomes of it."""
    first, second = tell(guardian), tell(guardian)
    refusing(monkeypatch, code, meanwhile=lambda: actions.post(at=NOON, only=second))
    assert actions.post(at=NOON, only=first) == 0
    assert [actions.post(at=NOON + each * MINUTE) for each in (1, 2, 3)] == [1, 0, 0]
    assert len(mail.outbox) == 1
    assert not queries.to_mail(NOON + 3 * MINUTE).exists()


def test_of_two_at_once_the_second_says_nothing_more(guardian):
    first, second = tell(guardian), tell(guardian)
    assert actions.post(at=NOON) == 1
    assert queries.to_mail(NOON).count() == 1
    assert actions.post(at=NOON + MINUTE) == 0
    assert not queries.to_mail(NOON + MINUTE).exists()
    for message in (first, second):
        message.refresh_from_db()
    assert sorted([first.mailed_at is None, second.mailed_at is None]) == [False, True]


def test_a_refused_one_keeps_no_later_one_back(guardian, monkeypatch):
    refusing(monkeypatch, "isv.MOBILE_NUMBER_ILLEGAL")
    tell(guardian)
    assert actions.post(at=NOON) == 0
    tell(guardian, at=NOON + 2 * MINUTE)
    assert actions.post(at=NOON + 2 * MINUTE) == 1


@pytest.mark.parametrize("code", [
    "isp.RAM_PERMISSION_DENY", "unreadable-answer", sending.NO_ANSWER, "isv.AMOUNT_NOT_ENOUGH", "isv.OUT_OF_SERVICE",
    "isv.DAY_LIMIT_CONTROL", "Throttling.User", "InvalidTimeStamp.Expired",
])  # fmt: skip
def test_a_carrier_with_a_fault_of_its_own_is_asked_again(guardian, monkeypatch, code):
    refusing(monkeypatch, code)
    tell(guardian)
    assert [actions.post(at=NOON + each * MINUTE) for each in range(3)] == [0, 1, 0]


def test_what_is_due_again_waits_for_the_morning(guardian, monkeypatch):
    refusing(monkeypatch, sending.NO_ANSWER)
    evening = NOON.replace(hour=20, minute=59)
    tell(guardian, at=evening)
    morning = evening.replace(hour=8, minute=0) + timedelta(days=1)
    moments = (evening, evening + MINUTE, morning - MINUTE, morning)
    assert [actions.post(at=at) for at in moments] == [0, 0, 0, 1]


def test_a_message_whose_way_went_keeps_no_later_one_back(guardian):
    first = tell(guardian, at=NIGHT)
    later = NOON + NUMBER_LASTS
    Message.objects.filter(pk=first.pk).update(at=later, mail_at=later)
    assert actions.post(at=later) == 0  # the number has been silent too long
    first.refresh_from_db()
    assert (first.mail_at, first.mailed_at) == (None, None)


def test_news_of_a_link_reach_a_phone(guardian):
    """The whole way: another adult's papers are seen, and who has a phone alone hears that a message waits."""
    home = families.family(child_age=9, at=NOON)
    families.link(home.child, guardian, at=NOON)
    worker = families.worker(at=NOON)
    mail.outbox.clear()
    consent.suspend(by=worker, link=home.link, code="court", at=NOON)
    assert queries.inbox(guardian).get().kind == "consent.others_changed"
    actions.post(at=NOON + MINUTE)
    assert [letter.subject for letter in mail.outbox if NUMBER in letter.to[0]] == ["news"]
