"""Receipts: their shape on a thousand records, their bytes years later, their signature, and what is never in one."""

import hashlib
import json
import random
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from portal.accounts.kinds import Kind
from portal.consent import actions, queries
from portal.consent.content.canonical import canonical
from portal.consent.content.signing import SignatureError, public_keys, sign, verify
from portal.consent.kinds import BY_HAND, Method, Reason
from portal.consent.models import Event, Notice
from portal.consent.purposes import IN_USE, Purpose, rules
from portal.consent.purposes.facts import DPV_DATA, FACTS, Data, facts
from portal.consent.states import NOES, YESES, State
from tests.making import consent as make
from tests.portal.consent.test_versions import put

pytestmark = pytest.mark.django_db
AT = datetime(2031, 4, 1, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)
SCHEMA = json.loads((settings.ROOT / "docs" / "receipts" / "schema.json").read_text())
SCOPE = "campaign:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"
OFFICE = {"name": {"zh-hans": "交通科", "en": "Traffic office"}, "organisation": {"zh-hans": "街道办"}, "area": "檐下"}


def faults(receipt) -> list[str]:
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(SCHEMA).iter_errors(receipt)]


def anything(luck, home, who, number: int, notices: list[Notice]) -> Event:
    """One row as the database allows it, of any purpose, state and way."""
    purpose = luck.choice(sorted(IN_USE))
    state, method = luck.choice(list(State)), luck.choice(list(Method))
    yes, hand = state in YESES | {State.PENDING}, method in BY_HAND
    audience = "9-12" if who == home.child else "guardian"
    language = luck.choice(["zh-hans", "en"])
    read = next(
        each for each in notices if (each.purpose, each.audience, each.language) == (purpose, audience, language)
    )
    scope = SCOPE if rules()[purpose].scoped else ""
    return Event(
        child=home.child, actor=who, purpose=purpose, scope=scope, number=number, state=state, method=method,
        role="child" if who == home.child else "guardian", link=None if who == home.child else home.link,
        notice=read if yes or luck.random() < 0.7 else None, language=language, at=AT + number * DAY,
        expires_at=AT + 365 * DAY if yes else None,
        words=luck.choice(["", "我愿意“真的”\n\t\\ 😀"]), helper=luck.choice(["", "奶奶"]),
        reason="" if yes or state in NOES else luck.choice(["", *Reason.values]),
        asked={"about": {"zh-hans": "《信》", "en": "letter"}, "recipients": [OFFICE]} if scope else None,
        entered_by=home.workers[0] if hand else None, confirmed_by=home.workers[1] if hand else None,
        evidence="A-17" if hand else "",
    )  # fmt: skip


def test_a_thousand_records_have_the_shape(django_assert_max_num_queries):  # CON-1
    luck = random.Random(27560)  # noqa: S311 (invented records need no secrecy)
    rows, notices = [], list(Notice.objects.all())
    for _ in range(20):
        home = make.family(child_age=10, at=AT)
        home.workers = [make.person(Kind.STAFF), make.person(Kind.STAFF)]
        rows += [
            anything(luck, home, who, number, notices) for who in (home.guardian, home.child) for number in range(1, 26)
        ]
    Event.objects.bulk_create(rows)
    found = list(Event.objects.select_related("notice"))
    assert len(found) == 1_000
    assert {event.state for event in found} == set(State)
    wrong = {}
    for event in found:
        made = queries.receipt(event)
        if problems := faults(made):
            wrong[made["receipt_id"]] = problems
        assert verify(canonical(made), sign(canonical(made)), public_keys())
    assert wrong == {}
    with django_assert_max_num_queries(4):
        queries.receipt(found[0])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.update(phone="13800000000"),
        lambda made: made.pop("privacy_notice"),
        lambda made: made["events"].clear(),
        lambda made: made["events"][0].update(valid_until=None),
        lambda made: made["events"][0].update(event_state="refused"),
        lambda made: made["events"][0].update(entered_by="somebody"),
        lambda made: made["processing"].update(purpose="everything"),
    ],
)
def test_the_schema_notices(spoil):
    home = make.family(child_age=9, at=AT)
    made = queries.receipt(make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT))
    assert faults(made) == []
    spoil(made)
    assert faults(made) != []


def test_it_is_the_same_years_later_whatever_changed_since(settings):  # CON-15
    home = make.family(child_age=9, at=AT)
    about = {"zh-hans": "《信》", "en": "a letter"}
    what = {"child": home.child, "purpose": Purpose.ADVOCACY, "scope": SCOPE}
    actions.ask(by=home.child, about=about, recipients=[OFFICE], ends_at=AT + 90 * DAY, at=AT, **what)
    events = [
        make.says(home.guardian, home.child, Purpose.ADVOCACY, SCOPE, at=AT),
        make.says(home.child, home.child, Purpose.ADVOCACY, SCOPE, words="好", at=AT),
    ]
    then = [queries.receipt_bytes(event) for event in events]
    actions.ask(by=home.child, about={"en": "other"}, recipients=[], ends_at=AT + 99 * DAY, at=AT + DAY, **what)
    home.child.pseudonym = "新名字"
    home.child.save()
    put(at=AT + DAY)
    settings.RESPONSIBLE = {"name": "another", "contact": "another@example.org"}
    actions.name_controller(at=AT + DAY)
    actions.withdraw(by=home.guardian, at=AT + 2 * DAY, **what)
    actions.announce_expiries(at=AT + 999 * DAY)
    assert [queries.receipt_bytes(Event.objects.get(pk=event.pk)) for event in events] == then
    back = queries.receipt(queries.receipts_of(home.guardian)[0])
    assert back["processing"]["recipients"]["named"] == [OFFICE]  # what it was a yes to, not what it is called now
    assert [each["event_state"] for each in back["events"]] == ["given", "withdrawn"]
    assert back["pii_controllers"][0]["party_name"] == "another"
    assert back["record_id"] == json.loads(then[0])["record_id"]


# Frozen: families hold receipts made of these. A line may be added for a new version of a rule, never changed.
FROZEN = "2ea23cd85bf92b480ab809e9fe755a86e683ecdcbf0df85d5cea233635626940"


def test_what_earlier_receipts_were_made_of_is_never_changed():
    lines = {
        f"{purpose}/1": [
            law[0].purpose,
            [str(each) for each in law[0].data],
            [str(each) for each in law[0].seen_by],
            law[0].sensitive,
        ]
        for purpose, law in FACTS.items()
    }
    made = canonical([lines, {str(kind): term for kind, term in DPV_DATA.items()}])
    assert hashlib.sha256(made).hexdigest() == FROZEN


def test_every_version_of_every_rule_says_what_is_used_and_who_sees_it():  # CON-23
    for purpose, law in rules().items():
        assert len(FACTS[purpose]) >= law.version
        assert facts(purpose, law.version).sensitive == law.sensitive
        assert bool({"office"} & set(facts(purpose, law.version).seen_by)) == law.third_party
    assert set(DPV_DATA) == set(Data)


def test_no_contact_no_name_and_nobody_elses_answer_is_in_it():  # CON-9, CON-15
    home = make.family(child_age=9, guardians=2, at=AT, pseudonym="小果子CANARY")
    first, second = home.guardians
    for who in (first, second, home.child):
        who.pseudonym += "NAMECANARY"
        who.save()
    said = [
        make.says(who, home.child, Purpose.PUBLISH, words=f"WORDS{who.pk.hex}", at=AT)
        for who in (second, home.child, first)
    ]
    for event in said:
        text = queries.receipt_bytes(event).decode()
        others = {first, second} - {event.actor}
        assert "CANARY" not in text
        assert f"真名{home.child.username}" not in text
        for who in (first, second):
            assert who.email not in text
            assert who.username not in text
        for who in others:
            assert str(who.pk) not in text
        if event.actor != home.child:
            assert f"WORDS{home.child.pk.hex}" not in text
        assert len(json.loads(text)["events"]) == 1


def test_whoever_answers_for_it_is_who_did_then(settings):  # PRI-1
    home = make.family(child_age=9, at=AT)
    settings.RESPONSIBLE = {"name": "then", "contact": "then@example.org"}
    assert actions.name_controller(at=AT)
    assert not actions.name_controller(at=AT + DAY)
    early = make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT + DAY)
    settings.RESPONSIBLE = {"name": "later", "contact": "later@example.org"}
    assert actions.name_controller(at=AT + 2 * DAY)
    late = make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT + 3 * DAY)
    names = [queries.receipt(event)["pii_controllers"][0]["party_name"] for event in (early, late)]
    assert names == ["then", "later"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_it_holds_the_words_that_were_read(language):  # CON-3
    home = make.family(child_age=9, at=AT)
    home.guardian.language = language
    made = queries.receipt(make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT))
    assert made["language"] == made["privacy_notice"]["language"] == language
    assert hashlib.sha256(made["privacy_notice"]["text"].encode()).hexdigest() == made["privacy_notice"]["sha256"]


def test_a_changed_value_is_noticed_wherever_it_stands():
    home = make.family(child_age=9, at=AT)
    data = queries.receipt_bytes(make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT))
    seal = sign(data)
    assert verify(data, seal, public_keys()) == public_keys()["keys"][0]["kid"]
    for place in range(0, len(data), 97):
        with pytest.raises(SignatureError):
            verify(data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :], seal, public_keys())


@pytest.mark.parametrize("reason", list(Reason))
def test_why_a_link_rested_or_a_no_was_lifted_is_not_in_it(reason):  # SAF-4, CON-9
    home = make.family(child_age=9, at=AT)
    given = make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    same = {name: getattr(given, name) for name in ("child", "purpose", "actor", "role", "link", "notice", "language")}
    ended = Event.objects.create(number=2, state="revoked", method="desk", reason=reason, at=AT + DAY, **same)
    said = queries.receipt(ended)["events"][-1]["reason"]
    assert said == (str(reason) if reason in {Reason.BIRTHDAY, Reason.NOTICE, Reason.GROWN} else None)
