"""Neutral words, quiet nights, and blocks that nobody notices."""

from datetime import datetime
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.core import mail

from portal.accounts.kinds import Kind
from portal.audit import queries as audit
from portal.notices import actions, queries
from portal.notices.models import Message
from tests.making import consent as families
from tests.making import notices as make

pytestmark = pytest.mark.django_db
HOME = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 6, 1, 12, 0, tzinfo=HOME)
CANARY = "小果子CANARY7"


@pytest.fixture
def guardian():
    return families.person(Kind.GUARDIAN)


@pytest.fixture(autouse=True)
def _kind():
    with make.kind():
        yield


def tell(person, at=NOON, about=""):
    return actions.tell(person=person, kind="test.kind", about=about, at=at, title=CANARY)


def test_an_adult_gets_an_inbox_row_and_an_email_that_says_nothing(guardian, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        message = tell(guardian)
    assert list(queries.inbox(guardian)) == [message]
    assert message.subject == f"About {CANARY}"
    [letter] = mail.outbox
    assert letter.to == [guardian.email]
    assert CANARY not in letter.subject + letter.body
    assert "test.kind" not in letter.subject + letter.body
    assert letter.subject == "同檐有一条给您的消息"


def test_a_child_has_an_inbox_and_nothing_else(django_capture_on_commit_callbacks):
    child = families.child(age=None)
    with django_capture_on_commit_callbacks(execute=True):
        tell(child)
    actions.post(at=NOON)
    assert queries.inbox(child).count() == 1
    assert mail.outbox == []


@pytest.mark.parametrize(
    ("hour", "minute", "leaves"),
    [
        (7, 59, datetime(2026, 6, 1, 8, 0, tzinfo=HOME)),
        (8, 0, datetime(2026, 6, 1, 8, 0, tzinfo=HOME)),
        (20, 59, datetime(2026, 6, 1, 20, 59, tzinfo=HOME)),
        (21, 0, datetime(2026, 6, 2, 8, 0, tzinfo=HOME)),
        (23, 30, datetime(2026, 6, 2, 8, 0, tzinfo=HOME)),
        (0, 0, datetime(2026, 6, 1, 8, 0, tzinfo=HOME)),
    ],
)
def test_no_email_leaves_at_night(guardian, hour, minute, leaves, django_capture_on_commit_callbacks):
    at = datetime(2026, 6, 1, hour, minute, tzinfo=HOME)
    with django_capture_on_commit_callbacks(execute=True):
        message = tell(guardian, at=at)
    assert message.mail_at == leaves
    assert len(mail.outbox) == (1 if leaves == at else 0)
    actions.post(at=leaves)
    assert len(mail.outbox) == 1
    actions.post(at=leaves)
    assert len(mail.outbox) == 1


def test_a_block_stops_inbox_and_email_without_a_word(guardian, django_capture_on_commit_callbacks):  # SAF-4
    about = f"child:{uuid4()}"
    late = tell(guardian, at=NOON.replace(hour=23), about=about)  # in the inbox already, its e-mail still waiting
    actions.block(by=None, person=guardian, about=about, at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        assert tell(guardian, about=about) is None
        assert tell(guardian, about="") is None  # not plainly about somebody else
        assert tell(guardian, about=f"voice:{uuid4()}") is None
        other = tell(guardian, about=f"child:{uuid4()}")
    assert list(queries.inbox(guardian)) == [other]
    assert actions.post(at=late.mail_at) == 0
    assert len(mail.outbox) == 1  # the other child's
    assert "reason" not in {field.name for field in actions.Block._meta.get_fields()}


def test_a_block_about_everything_stops_everything(guardian):
    actions.block(by=None, person=guardian)
    assert tell(guardian, about=f"child:{uuid4()}") is None
    assert Message.objects.count() == 0


def test_an_unblocked_person_hears_again(guardian):
    actions.block(by=None, person=guardian)
    actions.unblock(by=None, person=guardian, at=NOON)
    assert tell(guardian)
    assert [line.act for line in audit.lines()].count("notices.blocked") == 1


def test_nobody_reads_anothers_messages(guardian):
    tell(guardian)
    other = families.person(Kind.GUARDIAN)
    assert not queries.inbox(other).exists()
    actions.read(by=other, at=NOON)
    assert queries.unread(guardian) == 1


@pytest.mark.parametrize("rows", [1, 3])
def test_inbox_page_asks_the_same_whatever_its_length(client, guardian, rows, django_assert_max_num_queries):
    for _ in range(rows):
        tell(guardian)
    client.force_login(guardian)
    client.get("/zh-hans/inbox/")
    with django_assert_max_num_queries(8):
        page = client.get("/zh-hans/inbox/")
    assert page.content.decode().count(f"About {CANARY}") == rows
