"""Thirty and seven days before a yes ends its giver hears of it, once, in neutral words; nobody is pressed (CON-12)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import translation

from portal.accounts.roles import Role
from portal.consent import actions, queries
from portal.consent.models import GuardianLink, Reminder
from portal.consent.purposes import Purpose
from portal.notices import actions as notices
from portal.notices import queries as inboxes
from portal.notices.models import Message
from tests.making import accounts
from tests.making import consent as make
from tests.portal.consent.test_versions import put

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
AT = datetime(2031, 4, 1, 12, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
END = AT + 365 * DAY
SCOPE = "campaign:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"


@pytest.fixture
def home():
    made = make.family(child_age=9, at=AT)
    make.all_say(made, Purpose.PUBLISH, at=AT)
    return made


def remind(at) -> int:
    return actions.remind(at=at)


def kinds(person) -> list[str]:
    return [message.kind for message in inboxes.inbox(person)][::-1]


@pytest.mark.parametrize("days", [30, 7])
def test_on_the_second_and_once(home, days):
    assert remind(END - days * DAY - SECOND) == (2 if days == 7 else 0)  # at seven days the thirty are long over
    assert remind(END - days * DAY) == 2
    assert remind(END - days * DAY) == remind(END - days * DAY + DAY) == 0
    assert kinds(home.guardian)[-1] == f"consent.guardian_ends_in_{days}"
    assert kinds(home.child)[-1] == f"consent.child_ends_in_{days}"


def test_from_the_first_to_the_end(home):
    said = [remind(END + hours * timedelta(hours=1)) for hours in range(-31 * 24, 25, 12)]
    assert sum(said) == 4
    assert len(kinds(home.guardian)) == len(kinds(home.child)) == 2


def test_after_a_long_silence_of_the_clock_only_the_nearer_one_goes(home):
    assert remind(END - 3 * DAY) == 2
    assert remind(END - 2 * DAY) == 0
    assert kinds(home.guardian) == ["consent.guardian_ends_in_7"]


def test_the_letter_names_nobody_and_nothing(home, django_capture_on_commit_callbacks):
    home.child.pseudonym = "小果子CANARY7"
    home.child.save()
    with django_capture_on_commit_callbacks(execute=True):
        remind(END - 30 * DAY)
    [letter] = mail.outbox
    assert letter.to == [home.guardian.email]
    assert letter.subject == "同檐有一条给您的消息"
    for message in Message.objects.filter(kind__contains="ends_in"):
        for language in ("zh-hans", "en"):
            with translation.override(language):
                words = message.subject + message.body
                purpose = str(Purpose.PUBLISH.label)
            assert "CANARY7" not in words
            assert purpose not in words
            assert f"{END:%Y-%m-%d}" in words


def test_each_in_their_own_words(home):
    remind(END - 30 * DAY)
    guardian, child = (inboxes.inbox(who).get() for who in (home.guardian, home.child))
    with translation.override("zh-hans"):
        assert "您" in guardian.body
        assert "你" in child.body
        assert "您" not in child.body
    assert (guardian.url, child.url) == ("/family/", "/me/")


def test_no_letter_leaves_at_night(django_capture_on_commit_callbacks):
    late = AT.replace(hour=23)
    home = make.family(child_age=9, at=late)
    make.all_say(home, Purpose.PUBLISH, at=late)
    with django_capture_on_commit_callbacks(execute=True):
        remind(late + 335 * DAY)
    assert mail.outbox == []
    assert inboxes.inbox(home.guardian).get().mail_at == (late + 336 * DAY).replace(hour=8)


def test_whoever_is_blocked_hears_nothing_and_nothing_says_so(home):  # SAF-4
    notices.block(by=None, person=home.guardian, about=f"child:{home.child.pk}", at=AT)
    remind(END - 30 * DAY)
    assert kinds(home.guardian) == []
    assert len(kinds(home.child)) == 1
    notices.unblock(by=None, person=home.guardian, about=f"child:{home.child.pk}", at=END - 29 * DAY)
    remind(END - 29 * DAY)
    assert kinds(home.guardian) == []


def withdrawn(home):
    for who in (home.guardian, home.child):
        actions.withdraw(by=who, child=home.child, purpose=Purpose.PUBLISH, at=END - 40 * DAY)


def renewed(home):
    make.all_say(home, Purpose.PUBLISH, at=END - 40 * DAY)


def paused(home):
    second = make.person("guardian")
    make.link(home.child, second, at=AT)
    make.says(second, home.child, Purpose.PUBLISH, yes=False, at=END - 40 * DAY)


def closed(home):
    GuardianLink.objects.filter(pk=home.link.pk).update(state="suspended")
    actions.withdraw(by=home.child, child=home.child, purpose=Purpose.PUBLISH, at=END - 40 * DAY)


def asked_by_newer_words(home):
    for audience in ("guardian", "9-12"):
        put(audience=audience, at=END - 40 * DAY, renew_by=END)


def switched_off(home):
    today = queries.day(END - 40 * DAY)
    actions.weigh_up(
        by=accounts.staff(Role.SUPERVISOR, at=AT), purpose=Purpose.PUBLISH, verdict="stop",
        decided_on=today, paper="folder 1", kept_until=today.replace(year=today.year + 4), at=END - 40 * DAY,
    )  # fmt: skip


@pytest.mark.parametrize("gone", [withdrawn, renewed, paused, closed, asked_by_newer_words, switched_off])
def test_nobody_is_reminded_of_what_is_gone_or_rests(home, gone):
    gone(home)
    assert remind(END - 30 * DAY) == remind(END - 7 * DAY) == 0
    assert Message.objects.filter(kind__contains="ends_in").count() == 0


def test_a_guardian_is_not_asked_for_what_is_the_childs_alone():
    home = make.family(child_age=13, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)  # fourteen before it ends
    remind(END - 7 * DAY)
    assert kinds(home.guardian) == []


def test_what_ends_with_its_own_thing_is_over_then():
    home, over = make.family(child_age=9, at=AT), AT + 20 * DAY
    what = {"child": home.child, "purpose": Purpose.ADVOCACY, "scope": SCOPE}
    actions.ask(by=home.child, ends_at=over, at=AT, **what)
    make.all_say(home, Purpose.ADVOCACY, SCOPE, at=AT)
    assert remind(over - 7 * DAY) == 0
    actions.ask(by=home.child, ends_at=over + 99 * DAY, at=AT, **what)  # it goes on after all
    assert remind(over - 7 * DAY) == 2


def test_several_at_once_are_one_message_and_each_is_marked(home):
    make.all_say(home, Purpose.PICTURE_BY_CHILD, at=AT + timedelta(hours=2))
    assert remind(END - 30 * DAY) == 2
    assert remind(END - 30 * DAY + DAY) == 2
    assert kinds(home.guardian) == ["consent.guardian_ends_in_30"]
    assert Reminder.objects.count() == 4


def test_one_child_whose_news_fails_keeps_nobody_back(home, monkeypatch):
    other = make.family(child_age=9, at=AT)
    make.all_say(other, Purpose.PUBLISH, at=AT)
    tells = actions.reminding.tell

    def tell(*, person, **what):
        if person == home.guardian:
            raise RuntimeError
        return tells(person=person, **what)

    with monkeypatch.context() as broken:
        broken.setattr(actions.reminding, "tell", tell)
        assert remind(END - 30 * DAY) == 2
    assert kinds(home.child) == []  # undone together
    assert remind(END - 30 * DAY) == 2
    assert len(kinds(home.guardian)) == len(kinds(home.child)) == len(kinds(other.child)) == 1


def test_the_database_keeps_it_once(home):
    event = queries.answers_of(home.child, child=home.child)[0]
    Reminder.objects.create(event=event, days=7, at=AT)
    for days in (7, 8):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reminder.objects.create(event=event, days=days, at=AT)


def question(person, home, at):
    return queries.question(child=home.child, person=person, purpose=Purpose.PUBLISH, at=at)


def test_in_its_last_month_a_yes_is_asked_anew_and_said_again(home):
    actions.ask(by=home.child, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    for at, asked in ((END - 30 * DAY - SECOND, False), (END - 30 * DAY, True)):
        for who in (home.guardian, home.child):
            assert question(who, home, at).anew == question(who, home, at).ends_soon == asked
            assert bool(queries.open_asks(child=home.child, person=who, at=at)) == asked
        assert queries.waiting_for(home.guardian, at=at).get(home.child.pk, 0) == int(asked)
        assert queries.may(home.child.pk, Purpose.PUBLISH, at=at)
    for who in (home.guardian, home.child):
        assert make.says(who, home.child, Purpose.PUBLISH, at=END - DAY).state == "renewed"
        assert not question(who, home, END - DAY).anew
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=END)
