"""Each purpose is a switch of its own, off until somebody has weighed it up (CON-5, CON-22)."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from portal.accounts.roles import Role
from portal.consent import actions, purposes, queries
from portal.consent.models import Assessment
from portal.consent.purposes import IN_USE, RULES, Missing, Purpose
from tests.house import tree
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
SCOPE = "activity:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"
OFF = [purpose for purpose in Purpose if purpose not in IN_USE]


def scope_of(purpose):
    return SCOPE if RULES[purpose].scoped else ""


def weigh(purpose, verdict, **fields):
    by = make_accounts.staff(Role.SUPERVISOR, at=AT)
    paper = {"decided_on": date(2026, 3, 1), "paper": "A-7", "kept_until": date(2029, 3, 1)} | fields
    return actions.weigh_up(by=by, purpose=purpose, verdict=verdict, at=AT, **paper)


@pytest.mark.parametrize("only", IN_USE)
def test_each_alone_opens_only_itself(only):  # CON-5
    home = make.family(child_age=9, at=AT)
    make.all_say(home, only, scope_of(only), at=AT)
    allowed = {each for each in Purpose if queries.may(home.child.pk, each, scope_of(each), at=AT)}
    assert allowed == {only}


@pytest.mark.parametrize("purpose", OFF)
def test_what_nobody_weighed_up_cannot_be_allowed_and_is_on_no_screen(purpose):  # CON-22
    home = make.family(child_age=9, at=AT)
    with pytest.raises((actions.NotAsked, ValueError)):
        actions.ask(by=home.child, child=home.child, purpose=purpose, scope=scope_of(purpose), at=AT)
    for who in (home.guardian, home.child):
        assert purpose not in {each.purpose for each in queries.questions(child=home.child, person=who, at=AT)}


def test_a_stop_ends_at_once_what_was_allowed_and_a_go_brings_it_back():  # CON-22
    home = make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    weigh(Purpose.PUBLISH, "stop")
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT).missing == (Missing.OFF,)
    assert queries.permitted([home.child.pk], Purpose.PUBLISH, at=AT) == set()
    assert Purpose.PUBLISH not in {
        each.purpose for each in queries.questions(child=home.child, person=home.child, at=AT)
    }
    assert Purpose.PUBLISH not in {each.purpose for each in queries.open_asks(child=home.child, at=AT)}
    with pytest.raises(actions.NotAsked):
        make.says(home.guardian, home.child, Purpose.PUBLISH, at=AT)
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False, at=AT)  # a no is always heard
    weigh(Purpose.PUBLISH, "go")
    assert queries.standing(home.child.pk, Purpose.PUBLISH, at=AT).paused


def test_a_rule_that_changed_is_weighed_up_anew(monkeypatch):  # CON-22
    home = make.family(child_age=9, at=AT)
    make.all_say(home, Purpose.PUBLISH, at=AT)
    changed = {**RULES, Purpose.PUBLISH: replace(RULES[Purpose.PUBLISH], version=2)}
    monkeypatch.setitem(purposes.JURISDICTIONS, "cn", changed)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT).missing == (Missing.OFF,)
    weigh(Purpose.PUBLISH, "go")
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT)


@pytest.mark.parametrize(("age", "guardian_needed"), [(12, True), (13, False), (None, True)])
def test_another_country_has_other_ages(age, guardian_needed, monkeypatch, settings):  # CON-14
    rules = {purpose: replace(rule, guardian_until=13, own_from=13) for purpose, rule in RULES.items()}
    monkeypatch.setitem(purposes.JURISDICTIONS, "test", rules)
    settings.JURISDICTION = "test"
    home = make.family(child_age=age, at=AT)
    make.says(home.child, home.child, Purpose.PUBLISH, at=AT)
    assert list(queries.may(home.child.pk, Purpose.PUBLISH, at=AT).missing) == [Missing.GUARDIAN] * guardian_needed


def test_who_weighs_up_and_how_long_the_paper_is_kept():  # CON-22
    row = weigh(Purpose.CLUB, "go")
    assert (row.number, row.rule_version, row.paper) == (1, 1, "A-7")
    assert Purpose.CLUB in queries.purposes_in_use()
    with pytest.raises(actions.NotForYou):
        weigh(Purpose.CLUB, "go", kept_until=date(2029, 2, 27))
    for by in (make.worker(at=AT), make.person("guardian"), make.person("staff")):
        with pytest.raises(actions.NotForYou):
            actions.weigh_up(
                by=by, purpose=Purpose.CLUB, verdict="stop", decided_on=AT.date(), paper="x",
                kept_until=date(2030, 1, 1), at=AT,
            )  # fmt: skip
    assert actions.load_assessments(at=AT) == 0  # what somebody decided is not decided again by a migration


@pytest.mark.parametrize("change", [{"verdict": "stop"}, {"kept_until": date(2040, 1, 1)}])
def test_an_assessment_stays_as_it_was_decided(change):
    with pytest.raises(DatabaseError), transaction.atomic():
        Assessment.objects.update(**change)


@pytest.mark.parametrize("wrong", [{"verdict": "perhaps"}, {"purpose": "tea"}, {"kept_until": date(2020, 1, 1)}])
def test_the_database_keeps_assessments_whole(wrong):
    row = {"purpose": "club", "number": 9, "rule_version": 1, "verdict": "go", "decided_on": date(2026, 1, 1)}
    row |= {"paper": "x", "kept_until": date(2029, 1, 1), "at": AT} | wrong
    with pytest.raises(IntegrityError), transaction.atomic():
        Assessment.objects.create(**row)


def test_every_purpose_in_use_has_its_assessment():  # CON-22
    text = (tree.ROOT / "docs/assessments.md").read_text(encoding="utf-8")
    for purpose in IN_USE:
        assert f"## {purpose}\n" in text
    assert queries.purposes_in_use() == set(IN_USE)
