"""A link at rest, back, disputed, ended: what counts, what is told, and what never opens by itself (CON-17, CON-18)."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.models import Event, GuardianLink
from portal.consent.purposes import Missing, Purpose
from portal.consent.signals import consent_withdrawn
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
SCOPE = "activity:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"


def suspend(link, at=AT):
    return actions.suspend(by=make.worker(at=at), link=link, code="court", at=at)


def resume(link, code="court", at=AT):
    return actions.resume(by=make.worker(at=at), link=link, code=code, at=at)


def revoke(link, at=AT):
    return actions.revoke(by=make.worker(at=at), link=link, code="court", at=at)


def dispute(link, at=AT):
    return actions.dispute(by=make.worker(at=at), link=link, at=at)


def missing(home, purpose=Purpose.PUBLISH):
    return list(queries.may(home.child.pk, purpose, at=AT).missing)


@pytest.fixture
def heard():
    found = []

    def hear(sender, **news):
        found.append((news["purpose"], bool(queries.may(news["child"], news["purpose"], news["scope"], at=news["at"]))))

    consent_withdrawn.connect(hear)
    yield found
    consent_withdrawn.disconnect(hear)


@pytest.mark.parametrize("act", [suspend, revoke, dispute])
def test_what_rests_on_one_link_alone_stops_and_is_told(act, heard):  # CON-17
    home = make.family(child_age=9, guardians=2, at=AT)
    for who in (home.guardian, home.child):
        make.says(who, home.child, Purpose.PUBLISH, at=AT)
    act(home.link)
    assert heard == [(Purpose.PUBLISH, False)]  # a part that asks anew in the same breath hears no
    assert missing(home) == [Missing.GUARDIAN]
    assert not queries.links_of(home.guardian).exclude(state="disputed").exists()
    make.says(home.guardians[1], home.child, Purpose.PUBLISH, at=AT)
    assert missing(home) == []


@pytest.mark.parametrize("act", [suspend, revoke, dispute])
def test_one_link_fewer_leaves_what_another_carries(act):
    home = make.family(child_age=9, guardians=2, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    act(home.link)
    assert missing(home) == []
    act(home.links[1])
    assert missing(home) == [Missing.GUARDIAN]


@pytest.mark.parametrize("act", [suspend, revoke])
def test_a_no_lifted_by_a_worker_opens_nothing(act):  # CON-9
    home = make.family(child_age=9, guardians=2, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT)
    act(home.link)
    assert missing(home) == [Missing.GUARDIAN]
    last = queries.answers_of(home.guardians[1], child=home.child).first()
    assert (last.state, last.reason) == ("renewal_needed", "lifted")
    make.says(home.guardians[1], home.child, Purpose.PUBLISH, at=AT)
    assert missing(home) == []


def test_nor_does_it_where_the_childs_yes_alone_would_be_enough():
    home = make.family(child_age=15, at=AT)
    make.says(home.child, home.child, Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT)
    suspend(home.link)
    assert missing(home) == [Missing.CHILD]
    make.says(home.child, home.child, Purpose.PUBLISH, at=AT)
    assert missing(home) == []


@pytest.mark.parametrize(("code", "expected"), [("court", [Missing.GUARDIAN]), ("error", [])])
def test_after_a_rest_everything_is_asked_anew_unless_it_was_our_mistake(code, expected):
    home = make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    end = queries.answers_of(home.guardian, child=home.child).first().expires_at
    suspend(home.link)
    resume(home.link, code)
    assert missing(home) == expected
    if code == "error":
        last = queries.answers_of(home.guardian, child=home.child).first()
        assert (last.state, last.method, last.expires_at) == ("given", "desk", end)


def test_our_mistake_brings_back_what_it_closed_and_nothing_an_earlier_rest_closed():  # CON-17
    home = make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    suspend(home.link)
    resume(home.link, "court")
    make.all_say(home, Purpose.ADVOCACY, "campaign:1", at=AT)
    suspend(home.link)
    resume(home.link, "error")
    assert missing(home) == [Missing.GUARDIAN]
    assert not queries.may(home.child.pk, Purpose.ADVOCACY, "campaign:1", at=AT).missing


def test_after_our_mistake_a_no_stands_again():
    home = make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT)
    suspend(home.link)
    resume(home.link, "error")
    assert missing(home) == [Missing.A_NO]


def test_a_disputed_adult_permits_nothing_and_still_forbids():  # CON-18
    home = make.family(child_age=9, guardians=2, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    make.all_say(home, Purpose.PICTURE_BY_CHILD, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT)
    rows = Event.objects.count()
    dispute(home.link)
    assert missing(home) == [Missing.A_NO]
    assert missing(home, Purpose.PICTURE_BY_CHILD) == []  # the other guardian's yes
    dispute(home.links[1])
    assert missing(home, Purpose.PICTURE_BY_CHILD) == [Missing.GUARDIAN]
    assert Event.objects.count() == rows  # frozen, nothing added and nothing lost
    with pytest.raises(actions.NotYours):
        make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    link = actions.settle_dispute(by=make.worker(at=AT), link=home.links[1], at=AT)
    assert (link.state, link.disputed_at, link.disputed_by) == ("confirmed", None, None)
    assert missing(home, Purpose.PICTURE_BY_CHILD) == []


def test_a_disputed_adult_may_still_say_no_and_take_back():  # CON-18, ADR 5
    home = make.family(child_age=9, guardians=2, at=AT)
    for purpose in (Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD):
        make.all_say(home, purpose, at=AT)
    dispute(home.link)
    actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.PICTURE_BY_CHILD, yes=False, at=AT)
    assert missing(home) == missing(home, Purpose.PICTURE_BY_CHILD) == [Missing.A_NO]
    with pytest.raises(actions.NotYours):
        make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    suspend(home.link)
    with pytest.raises(actions.NotYours):
        actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.LIVE, scope="activity:x", at=AT)


@pytest.mark.parametrize(
    ("way", "state", "doubted", "counts"),
    [
        ("dispute rest back", "disputed", True, False),
        ("dispute rest mistake", "disputed", True, False),
        ("dispute rest back rest mistake", "disputed", True, False),
        ("dispute rest end", "ended", True, False),
        ("dispute rest back settle", "confirmed", False, False),
        ("dispute rest mistake settle", "confirmed", False, True),
        ("dispute settle rest mistake", "confirmed", False, True),
        ("rest back", "confirmed", False, False),
    ],
)
def test_a_rest_settles_no_doubt(way, state, doubted, counts):  # CON-18
    home = make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    steps = {
        "dispute": dispute,
        "rest": suspend,
        "back": resume,
        "mistake": lambda link: resume(link, "error"),
        "settle": lambda link: actions.settle_dispute(by=make.worker(at=AT), link=link, at=AT),
        "end": revoke,
    }
    for name in way.split():
        steps[name](home.link)
    home.link.refresh_from_db()
    assert (home.link.state, home.link.disputed_at is not None) == (state, doubted)
    assert bool(queries.may(home.child.pk, Purpose.PUBLISH, at=AT)) == counts
    assert queries.speaks_for(home.guardian, home.child, at=AT) == (state == "confirmed")


def test_a_doubt_is_no_way_out_of_a_rest():
    home = make.family(child_age=9, at=AT)
    suspend(home.link)
    for act in (dispute, lambda link: actions.settle_dispute(by=make.worker(at=AT), link=link, at=AT)):
        with pytest.raises(actions.NotForYou):
            act(home.link)
    assert GuardianLink.objects.get().state == "suspended"


@pytest.mark.parametrize("act", [suspend, revoke, dispute])
def test_the_account_closes_with_the_last_link(act):  # CON-20
    home = make.family(child_age=9, guardians=2, at=AT)
    make.all_say(home, Purpose.ACCOUNT, at=AT)
    act(home.link)
    home.child.refresh_from_db()
    assert home.child.is_active
    act(home.links[1])
    home.child.refresh_from_db()
    assert not home.child.is_active


def test_an_ended_link_never_comes_back():
    home = make.family(child_age=9, at=AT)
    link = revoke(home.link)
    assert (link.state, link.ended_at, link.ended_code) == ("ended", AT, "court")
    for again in (suspend, resume, dispute, revoke):
        with pytest.raises(actions.NotForYou):
            again(home.link)


@pytest.mark.parametrize("act", ["suspend", "resume", "revoke", "dispute", "settle_dispute"])
@pytest.mark.parametrize("who", ["guardian", "child", "paused worker", "partner"])
def test_only_a_worker_turns_a_link(act, who):
    home, person = make.family(child_age=9, at=AT), make.worker(at=AT)
    if who == "paused worker":
        person.is_active = False
    others = {"guardian": home.guardian, "child": home.child, "partner": make.person("partner")}
    by = others.get(who, person)
    code = {} if "dispute" in act else {"code": "court"}
    with pytest.raises(actions.NotForYou):
        getattr(actions, act)(by=by, link=home.link, at=AT, **code)
    assert GuardianLink.objects.get().state == "confirmed"


def test_the_record_says_who_and_why_in_no_words_of_the_family():
    home, worker = make.family(child_age=9, at=AT), make.worker(at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    actions.suspend(by=worker, link=home.link, code="safety", at=AT)
    [line] = audit.lines(act="guardian.suspended")
    assert (line.actor, line.detail["code"]) == (worker.pk, "safety")
    [line] = audit.lines(act="consent.revoked")
    assert line.actor == worker.pk
    with pytest.raises(ValueError, match="is not a valid Reason"):
        actions.suspend(by=worker, link=home.link, code="she said", at=AT)


def test_a_waiting_link_may_end_and_what_it_said_counts_for_nothing():
    home = make.family(child_age=9, level=1, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    revoke(home.link)
    assert queries.answers_of(home.guardian, child=home.child).first().state == "revoked"


@pytest.mark.parametrize(
    ("authority", "speaks"), [("full", {"live", "publish"}), ("activities", {"live"}), ("none", set())]
)
def test_who_collects_may_not_consent(authority, speaks):
    home = make.family(child_age=9, at=AT)
    for purpose, scope in [(Purpose.LIVE, SCOPE), (Purpose.PUBLISH, "")]:
        make.all_say(home, purpose, scope, at=AT)
    GuardianLink.objects.update(authority=authority)
    for purpose, scope in [(Purpose.LIVE, SCOPE), (Purpose.PUBLISH, "")]:
        assert bool(queries.may(home.child.pk, purpose, scope, at=AT)) == (purpose in speaks)
        if purpose not in speaks:
            for yes in (True, False):
                with pytest.raises(actions.NotYours):
                    make.says(home.guardian, home.child, purpose, scope, yes=yes, at=AT)


def test_two_who_differ_are_brought_together_once():  # CON-9
    from portal.consent.models import Mediation

    home = make.family(child_age=9, guardians=2, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    assert not Mediation.objects.exists()
    for _again in range(2):
        make.says(home.guardians[1], home.child, Purpose.PUBLISH, yes=False, at=AT)
    [open_now] = Mediation.objects.all()
    assert (open_now.child, open_now.purpose, open_now.closed_at) == (home.child, Purpose.PUBLISH, None)
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT)
    open_now.refresh_from_db()
    assert open_now.closed_at == AT
    [line] = audit.lines(act="mediation.opened")
    assert str(home.guardian.pk) not in str(line.detail)


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "ended"}, {"ended_at": AT, "ended_code": "moved"}, {"state": "disputed"}, {"disputed_at": AT},
        {"authority": "everything"},
    ],
)  # fmt: skip
def test_the_database_keeps_endings_whole(wrong):
    make.family(child_age=9, at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianLink.objects.update(**wrong)


def test_a_yes_by_hand_needs_two_workers_and_its_paper():  # CON-21
    home = make.family(child_age=9, at=AT)
    first, second = make.worker(at=AT), make.worker(at=AT)
    said = make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)

    def row(**fields):
        kept = {each.attname: getattr(said, each.attname) for each in Event._meta.fields if each.name != "id"}
        event = Event(**{**kept, "number": 2, **fields})
        event.save(force_insert=True)
        return event

    good = {"method": "paper", "entered_by_id": first.pk, "confirmed_by_id": second.pk, "evidence": "2026-17"}
    for wrong in (
        {"confirmed_by_id": None}, {"confirmed_by_id": first.pk}, {"entered_by_id": None}, {"evidence": ""},
        {"entered_by_id": home.guardian.pk}, {"confirmed_by_id": home.child.pk}, {"method": "telepathy"},
        {"reason": "court"},
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic():
            row(**good | wrong)
    assert row(**good).evidence == "2026-17"


def test_what_a_waiting_guardian_refused_is_heard_once_the_papers_are_seen(heard):
    home = make.family(child_age=9, guardians=1, at=AT)
    second = make.link(home.child, make.person("guardian"), level=1, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    make.says(second.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT)
    assert missing(home) == []
    heard.clear()
    later = AT + timedelta(days=1)
    make.checked(make.worker(at=later), second, at=later)
    assert heard == [(Purpose.PUBLISH, False)]
