"""Answers are added and never changed; taking back tells the parts above inside the transaction."""

from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from portal.accounts.kinds import Kind
from portal.audit import queries as audit
from portal.clock import actions as clock
from portal.consent import actions, queries
from portal.consent.models import Ask, Event, Notice
from portal.consent.purposes import Level, Missing, Purpose
from portal.consent.signals import consent_given, consent_withdrawn
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
SCOPE = "campaign:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"


@pytest.fixture
def home():
    return make.family(child_age=9, at=AT)


@contextmanager
def heard(signal, *, act=None):
    """What a signal said, and whatever a part above does about it."""
    found = []

    def hear(sender, **news):
        found.append((news["child"], news["purpose"], news["scope"], connection.in_atomic_block))
        if act:
            act()

    signal.connect(hear)
    try:
        yield found
    finally:
        signal.disconnect(hear)


def notice(audience="guardian", purpose=Purpose.PUBLISH):
    return queries.notice(purpose, audience, "zh-hans", at=AT)


@pytest.mark.parametrize("model", [Event, Notice])
@pytest.mark.parametrize("verb", ["update", "delete", "raw"])
def test_the_database_itself_refuses_changes(home, model, verb):  # CON-2, CON-3
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    row = model.objects.first()
    change = {
        "update": lambda: model.objects.filter(pk=row.pk).update(language="xx"),
        "delete": lambda: model.objects.filter(pk=row.pk)._raw_delete("default"),
        "raw": lambda: connection.cursor().execute(f"DELETE FROM {model._meta.db_table}"),  # noqa: S608 (a table of ours)
    }[verb]
    with pytest.raises(DatabaseError), transaction.atomic():
        change()
    assert model.objects.filter(pk=row.pk, language=row.language).exists()


def test_an_answer_keeps_what_was_read_and_how(home):  # CON-1, CON-3
    event = make.says(home.child, home.child, Purpose.PUBLISH, at=AT, words="我愿意")
    assert (event.actor, event.role, event.method, event.language) == (home.child, "child", "tap", "zh-hans")
    assert event.notice.audience == "9-12"
    assert event.notice.intact
    assert event.expires_at == AT + timedelta(days=365)
    assert event.link is None
    assert make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT).link == home.link


def test_answers_are_numbered_without_gaps_or_ties(home):
    for yes in (True, False, True):
        make.says(home.guardian, home.child, Purpose.PUBLISH, yes=yes, at=AT)
    assert list(Event.objects.order_by("number").values_list("number", "state")) == [
        (1, "given"), (2, "refused"), (3, "given"),
    ]  # fmt: skip
    twin = Event.objects.get(number=3)
    twin.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)


def test_taking_back_tells_the_parts_above_in_the_same_transaction(home):  # CON-11
    make.all_say(home, Purpose.PUBLISH, at=AT)
    with heard(consent_withdrawn) as news:
        actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=AT)
        actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    assert news == [(home.child.pk, Purpose.PUBLISH, "", True)]
    assert Event.objects.filter(state="withdrawn").count() == 1


def test_a_receiver_that_fails_stops_the_act(home):
    make.all_say(home, Purpose.PUBLISH, at=AT)

    def fail():
        raise RuntimeError("a page could not be taken down")

    with heard(consent_withdrawn, act=fail), pytest.raises(RuntimeError), transaction.atomic():
        actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT)
    assert not audit.lines(act="consent.withdrawn").exists()


def test_a_refusal_is_heard_like_a_taking_back(home):
    make.all_say(home, Purpose.PUBLISH, at=AT)
    with heard(consent_withdrawn) as news:
        make.says(home.child, home.child, Purpose.PUBLISH, yes=False, at=AT)
    assert len(news) == 1


def test_one_may_say_no_before_ever_saying_yes(home):
    actions.withdraw(by=home.child, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    assert queries.standing(home.child.pk, Purpose.PUBLISH, at=AT).paused


def test_the_clock_announces_what_ran_out_once(home):  # CON-12
    make.all_say(home, Purpose.PUBLISH, at=AT)
    end = AT + timedelta(days=365)
    with heard(consent_withdrawn) as news:
        assert actions.announce_expiries(at=end - timedelta(seconds=1)) == 0
        assert "consent.run_out" in clock.tick(at=end)
        assert len(news) == 2
        assert actions.announce_expiries(at=end) == 0
    assert {line.actor for line in audit.lines(act="consent.expired")} == {None}
    assert not queries.standing(home.child.pk, Purpose.PUBLISH, at=end).paused  # ran out is not a no
    make.all_say(home, Purpose.PUBLISH, at=end)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=end)


def test_a_yes_below_the_level_is_no_news(home):  # CON-7
    low = make.family(child_age=9, level=Level.G2, at=AT)
    with heard(consent_given) as news:
        make.says(low.guardian, low.child, Purpose.ADVOCACY, SCOPE, at=AT)
    assert news == []
    with heard(consent_given) as news:
        make.says(home.guardian, home.child, Purpose.ADVOCACY, SCOPE, at=AT)
    assert news == [(home.child.pk, Purpose.ADVOCACY, SCOPE, True)]


@pytest.mark.parametrize("other", ["stranger", "other guardian", "worker", "other child", "suspended"])
def test_only_the_family_answers(home, other):  # CON-8, CON-24
    who = {
        "stranger": lambda: make.person(Kind.GUARDIAN),
        "other guardian": lambda: make.family(child_age=9, at=AT).guardian,
        "worker": lambda: make.worker(at=AT),
        "other child": lambda: make.child(age=16, at=AT),
        "suspended": lambda: home.guardian,
    }[other]()
    if other == "suspended":
        actions.suspend(by=make.worker(at=AT), link=home.link, code="court", at=AT)
    with pytest.raises(actions.NotYours):
        actions.answer(by=who, child=home.child, purpose=Purpose.PUBLISH, yes=True, notice=notice(), at=AT)
    with pytest.raises(actions.NotYours):
        actions.withdraw(by=who, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    assert not Event.objects.exists()


def test_a_yes_without_its_own_words_is_no_yes(home):  # CON-3
    for read in (None, notice(purpose=Purpose.LIVE), notice(audience="9-12")):
        with pytest.raises(actions.NotAsked):
            actions.answer(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, yes=True, notice=read, at=AT)
    with pytest.raises(actions.NotAsked):
        actions.answer(by=home.child, child=home.child, purpose=Purpose.PUBLISH, yes=True, notice=notice(), at=AT)


@pytest.mark.parametrize("wrong", [{"notice": None}, {"expires_at": None}, {"link": None}, {"role": "child"}])
def test_the_database_keeps_no_yes_that_read_nothing_never_ends_or_is_nobodys(home, wrong):  # CON-3, CON-12, CON-8
    event = make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    row = {field.name: getattr(event, field.name) for field in Event._meta.fields if not field.primary_key}
    Event.objects.create(**row | {"number": 2})
    with pytest.raises(IntegrityError), transaction.atomic():
        Event.objects.create(**row | {"number": 3} | wrong)


def test_the_scope_must_fit_the_purpose(home):
    with pytest.raises(ValueError, match="scope"):
        make.says(home.guardian, home.child, Purpose.PUBLISH, SCOPE, at=AT)
    with pytest.raises(ValueError, match="scope"):
        actions.ask(by=home.child, child=home.child, purpose=Purpose.LIVE, at=AT)


def test_asking_twice_is_asking_once_and_wakes_only_those_whose_yes_counts(home):
    from portal.notices import queries as notices

    for ends in (1, 5):
        actions.ask(
            by=home.child, child=home.child, purpose=Purpose.ADVOCACY, scope=SCOPE,
            about={"zh-hans": "过街", "en": "Crossing"}, ends_at=AT + timedelta(days=ends), at=AT,
        )  # fmt: skip
    [ask] = Ask.objects.all()
    assert ask.ends_at == AT + timedelta(days=5)
    assert (ask.about_in("en"), ask.about_in("zh-hans"), ask.about_in("fr")) == ("Crossing", "过街", "过街")
    assert notices.inbox(home.guardian).count() == 1
    older = make.family(child_age=16, at=AT)
    actions.ask(by=older.child, child=older.child, purpose=Purpose.ADVOCACY, scope=SCOPE, at=AT)
    assert notices.inbox(older.guardian).count() == 0


def test_open_questions_close_when_answered_or_over(home):
    ends = AT + timedelta(days=5)
    actions.ask(by=home.child, child=home.child, purpose=Purpose.ADVOCACY, scope=SCOPE, ends_at=ends, at=AT)

    def open_for(who, at=AT):
        return [ask.purpose for ask in queries.open_asks(child=home.child, person=who, at=at)]

    assert open_for(home.guardian) == open_for(home.child) == ["advocacy"]
    make.says(home.guardian, home.child, Purpose.ADVOCACY, SCOPE, yes=False, at=AT)
    assert (open_for(home.guardian), open_for(home.child)) == ([], ["advocacy"])
    assert open_for(home.child, at=ends) == []


def test_what_a_guardian_allows_for_good_the_child_is_asked(home):  # CON-10
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    assert [ask.purpose for ask in queries.open_asks(child=home.child, at=AT)] == ["publish"]


def test_no_name_and_no_word_in_the_record(home):  # SEC-37
    make.says(home.child, home.child, Purpose.PUBLISH, words="CANARY我自己的话", at=AT)
    actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    lines = list(audit.lines(subject=f"child:{home.child.pk}"))
    assert [line.act for line in lines] == ["consent.given", "consent.withdrawn"]
    text = " ".join(str(line.detail) for line in audit.lines())
    for secret in ("CANARY", home.child.pseudonym, home.guardian.email, "真名"):
        assert secret not in text


def test_the_account_is_open_exactly_while_it_may_be(home):  # CON-9, CON-20
    def is_open():
        home.child.refresh_from_db()
        return home.child.is_active

    make.says(home.guardian, home.child, Purpose.ACCOUNT, at=AT)
    assert is_open()  # a child is asked inside; silence is borne
    make.says(home.child, home.child, Purpose.ACCOUNT, yes=False, at=AT)
    assert not is_open()
    make.says(home.child, home.child, Purpose.ACCOUNT, at=AT)
    assert is_open()
    actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.ACCOUNT, at=AT)
    assert not is_open()
    make.says(home.guardian, home.child, Purpose.ACCOUNT, at=AT)
    assert is_open()
    end = AT + timedelta(days=365)
    actions.announce_expiries(at=end)
    assert not is_open()
    make.says(home.guardian, home.child, Purpose.ACCOUNT, at=end)
    assert is_open()


def test_an_adult_whose_papers_nobody_saw_closes_no_account(home):  # CON-9
    stranger = make.link(home.child, make.person(Kind.GUARDIAN), level=Level.G1, at=AT)
    make.all_say(home, Purpose.ACCOUNT, at=AT)
    make.says(stranger.guardian, home.child, Purpose.ACCOUNT, yes=False, at=AT)
    home.child.refresh_from_db()
    assert home.child.is_active


def test_what_one_no_longer_needs_from_home_may_run_out_at_home():
    two = make.family(child_age=9, guardians=2, at=AT)
    older = make.family(child_age=15, at=AT)
    late = AT + timedelta(days=100)
    make.says(two.guardian, two.child, Purpose.ACCOUNT, at=AT)
    make.says(two.guardians[1], two.child, Purpose.ACCOUNT, at=late)
    make.says(older.guardian, older.child, Purpose.ACCOUNT, at=AT)
    make.says(older.child, older.child, Purpose.ACCOUNT, at=late)
    actions.announce_expiries(at=AT + timedelta(days=365))
    for home in (two, older):
        home.child.refresh_from_db()
        assert home.child.is_active


def test_one_family_that_cannot_be_told_holds_nobody_back():  # CON-12
    homes = [make.family(child_age=9, at=AT) for _ in range(3)]
    for each in homes:
        make.all_say(each, Purpose.PUBLISH, at=AT)
    broken, end = {homes[1].child.pk}, AT + timedelta(days=365)

    def hear(sender, child, **news):
        if child in broken:
            raise RuntimeError("a page could not be taken down")

    consent_withdrawn.connect(hear)
    try:
        assert actions.announce_expiries(at=end) == 4
        assert not Event.objects.filter(child=homes[1].child, state="expired").exists()
        broken.clear()
        assert actions.announce_expiries(at=end) == 2
    finally:
        consent_withdrawn.disconnect(hear)


def test_a_yes_to_one_thing_ends_with_it_whoever_speaks_first(home):
    ends = AT + timedelta(days=5)
    with pytest.raises(actions.NotAsked):
        actions.answer(
            by=home.guardian, child=home.child, purpose=Purpose.ADVOCACY, scope=SCOPE, yes=True,
            notice=notice(purpose=Purpose.ADVOCACY), at=AT,
        )  # fmt: skip
    make.all_say(home, Purpose.ADVOCACY, SCOPE, at=AT)
    what = {"child": home.child, "purpose": Purpose.ADVOCACY, "scope": SCOPE, "ends_at": ends}
    actions.ask(by=home.child, at=AT, **what)  # its end is known only now
    assert queries.may(home.child.pk, Purpose.ADVOCACY, SCOPE, at=ends - timedelta(seconds=1))
    assert not queries.may(home.child.pk, Purpose.ADVOCACY, SCOPE, at=ends)
    with pytest.raises(actions.NotAsked):
        make.says(home.guardian, home.child, Purpose.ADVOCACY, SCOPE, at=ends)
    make.says(home.guardian, home.child, Purpose.ADVOCACY, SCOPE, yes=False, at=ends)  # a no is always heard


def newer(purpose=Purpose.PUBLISH, audience="guardian", **fields):
    """The next version of a text, in both languages."""
    last = queries.notice(purpose, audience, "zh-hans", at=AT + timedelta(days=3_000))
    fields = {"purpose": purpose, "audience": audience, "version": last.version + 1, "published_at": AT} | fields
    made = [
        Notice.objects.create(language=language, text="新", sha256=Notice.digest("新"), **fields)
        for language in ("zh-hans", "en")
    ]
    return made[0]


def test_a_yes_is_to_the_words_in_force(home):  # CON-3
    old = notice()
    newer()
    what = {"by": home.guardian, "child": home.child, "purpose": Purpose.PUBLISH, "at": AT}
    with pytest.raises(actions.NotAsked):
        actions.answer(yes=True, notice=old, **what)
    assert actions.answer(yes=False, notice=old, **what).state == "refused"


@pytest.mark.parametrize(("age", "band"), [(7, "9-12"), (9, "6-8"), (13, "6-8"), (13, "9-12"), (16, "9-12")])
def test_a_child_answers_the_words_of_its_own_age(age, band):  # CON-10
    home = make.family(child_age=age, at=AT)
    with pytest.raises(actions.NotAsked):
        actions.answer(by=home.child, child=home.child, purpose=Purpose.PUBLISH, yes=True, notice=notice(band), at=AT)


def test_words_that_matter_end_what_was_said_to_the_old_ones(home):  # CON-16
    make.all_say(home, Purpose.PUBLISH, at=AT)
    newer()  # a mended comma ends nothing
    stop = AT + timedelta(days=14)
    newer(material=True, renew_by=stop)
    may = lambda at: queries.may(home.child.pk, Purpose.PUBLISH, at=at).missing  # noqa: E731 (asked at several moments)
    assert (may(stop - timedelta(seconds=1)), may(stop)) == ((), (Missing.GUARDIAN,))
    asked = queries.question(child=home.child, person=home.guardian, purpose=Purpose.PUBLISH, at=AT)
    assert (asked.mood, asked.missing) == ("yours", [])
    assert [ask.purpose for ask in queries.open_asks(child=home.child, person=home.guardian, at=AT)] == ["publish"]
    assert actions.announce_renewals(at=stop - timedelta(seconds=1)) == 0
    with heard(consent_withdrawn) as news:
        assert [actions.announce_renewals(at=stop) for _again in range(2)] == [1, 0]
    assert news == [(home.child.pk, Purpose.PUBLISH, "", True)]
    last = queries.answers_of(home.guardian, child=home.child).first()
    assert (last.state, last.reason, last.method) == ("renewal_needed", "notice", "clock")
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=stop)
    assert may(stop) == ()
    assert queries.answers_of(home.guardian, child=home.child).first().state == "renewed"


def test_whoever_answers_the_new_words_in_time_is_not_asked_twice(home):  # CON-16
    make.all_say(home, Purpose.PUBLISH, at=AT)
    stop = AT + timedelta(days=14)
    newer(material=True, renew_by=stop)
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=stop)
    assert actions.announce_renewals(at=stop) == 0


@pytest.mark.parametrize(
    "wrong", [{"material": True}, {"renew_by": AT}, {"material": True, "renew_by": AT - timedelta(1)}]
)
def test_a_change_that_matters_has_its_day(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        newer(**wrong)


def test_families_see_only_their_own():
    first, second = make.family(child_age=9, at=AT), make.family(child_age=9, at=AT)
    assert list(queries.children_of(first.guardian)) == [first.child]
    assert list(queries.guardians_of(first.child)) == [first.guardian]
    assert list(queries.links_of(first.guardian)) == [first.link]
    assert not queries.links_of(first.child).exists()
    asks = [actions.ask(by=home.child, child=home.child, purpose=Purpose.PUBLISH, at=AT) for home in (first, second)]
    for home, ask in zip((first, second), asks, strict=True):
        assert list(queries.asks_visible_to(home.child)) == list(queries.asks_visible_to(home.guardian)) == [ask]
    assert not queries.asks_visible_to(make_accounts.staff()).exists()
    assert queries.speaks_for(first.guardian, first.child, at=AT)
    assert not queries.speaks_for(first.guardian, second.child, at=AT)
