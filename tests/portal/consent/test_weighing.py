"""Nothing is asked for before it is weighed up, and a changed rule is weighed up anew: every purpose, by whom, on which
page (CON-22)."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, purposes, queries
from portal.consent.actions import words
from portal.consent.models import Assessment, Event
from portal.consent.purposes import IN_USE, RULES, Missing, Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.django_db
SCOPE = "activity:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"
OFFICERS = {Role.DATA_OFFICER, Role.SUPERVISOR}


def staff(*roles):
    return make_accounts.staff(*roles, at=timezone.now())


def at_desk(*roles):
    client = Client()
    make_accounts.sign_in(client, staff(*roles))
    client.cookies["django_language"] = "en"
    return client


def weigh(purpose, verdict="go", by=None):
    by, at = by or staff(Role.DATA_OFFICER), timezone.now()
    return actions.weigh_up(
        by=by, purpose=purpose, verdict=verdict, decided_on=queries.day(at),
        paper="A-9", kept_until=queries.day(at) + timedelta(days=3 * 366), at=at,
    )  # fmt: skip


def words_for(purpose):
    for audience in ("guardian", "9-12"):
        if not queries.last_version(purpose, audience):
            words.put_in_force(
                by=None,
                purpose=purpose,
                audience=audience,
                texts={"zh-hans": "# 问", "en": "# Asked"},
                at=timezone.now(),
            )


def asks_and_answers(home, purpose) -> bool:
    """Whether the family can be asked and its yeses are taken; nothing stays of a refusal."""
    scope, at = SCOPE if RULES[purpose].scoped else "", timezone.now()
    before = Event.objects.count()
    try:
        actions.ask(by=home.child, child=home.child, purpose=purpose, scope=scope, at=at)
        make.all_say(home, purpose, scope, at=at)
    except actions.NotAsked:
        assert Event.objects.count() == before
        return False
    return bool(queries.may(home.child.pk, purpose, scope, at=timezone.now()))


@pytest.mark.parametrize("purpose", [purpose for purpose in Purpose if purpose not in IN_USE])
def test_nothing_is_asked_before_it_is_weighed_up(purpose):
    home = make.family(child_age=9)
    words_for(purpose)
    assert not asks_and_answers(home, purpose)
    weigh(purpose, "stop")
    assert not asks_and_answers(home, purpose)
    weigh(purpose, "go")
    assert asks_and_answers(home, purpose)


@pytest.mark.parametrize("purpose", Purpose)
def test_a_rule_that_changed_is_weighed_up_anew(purpose, monkeypatch):
    home, scope = make.family(child_age=9), SCOPE if RULES[purpose].scoped else ""
    words_for(purpose)
    weigh(purpose)
    assert asks_and_answers(home, purpose)
    changed = {**RULES, purpose: replace(RULES[purpose], version=RULES[purpose].version + 1)}
    monkeypatch.setitem(purposes.JURISDICTIONS, "cn", changed)
    assert queries.may(home.child.pk, purpose, scope, at=timezone.now()).missing == (Missing.OFF,)
    assert purpose not in queries.purposes_in_use()
    other = make.family(child_age=9)
    assert not asks_and_answers(other, purpose)
    seen = next(each for each in queries.weighed() if each.purpose == purpose)
    assert (seen.is_on, seen.wants_anew) == (False, True)
    weigh(purpose)
    assert queries.may(home.child.pk, purpose, scope, at=timezone.now())


@pytest.mark.parametrize("role", [*(role for role in Role if role != Role.PARTNER), None])
def test_who_weighs_up_and_who_sees_the_page(role):
    by, may = staff(*[role] if role else []), role in OFFICERS
    client = Client()
    make_accounts.sign_in(client, by)
    for address in (reverse("weighing:list"), reverse("weighing:one", args=["club"])):
        assert client.get(address).status_code == (200 if may else 403)
    if may:
        weigh(Purpose.CLUB, by=by)
        return
    with pytest.raises(actions.NotForYou):
        weigh(Purpose.CLUB, by=by)
    assert not Assessment.objects.filter(purpose=Purpose.CLUB).exists()


def typed(**other):
    today = timezone.localdate()
    return {
        "verdict": "go", "decided_on": f"{today}", "paper": "A-12", "kept_until": f"{date(today.year + 4, 1, 1)}",
    } | other  # fmt: skip


def test_the_data_officer_enters_it_on_a_page():
    client, address = at_desk(Role.DATA_OFFICER), reverse("weighing:one", args=["club"])
    page = client.get(address).content.decode()
    assert "off: never weighed up" in page
    assert "checked" not in page.split("<main")[1]  # nothing is chosen beforehand
    assert client.post(address, typed()).status_code == 302
    row = Assessment.objects.get(purpose="club")
    assert (row.verdict, row.paper, row.rule_version) == ("go", "A-12", RULES[Purpose.CLUB].version)
    assert audit.lines(act="purpose.weighed").last().subject == f"assessment:{row.pk}"
    assert "A-12" in client.get(reverse("weighing:list")).content.decode()
    client.post(address, typed(verdict="stop", paper="A-13"))
    page = client.get(address).content.decode()
    assert "off: found wanting" in page
    assert "A-12" in page  # the earlier decision stays to be read


@pytest.mark.parametrize(
    "wrong", [{"verdict": ""}, {"decided_on": "2999-01-01"}, {"paper": ""}, {"kept_until": f"{timezone.localdate()}"}]
)
def test_what_is_not_whole_is_not_entered_and_not_lost(wrong):
    found = at_desk(Role.DATA_OFFICER).post(reverse("weighing:one", args=["club"]), typed(**wrong))
    assert found.status_code == 400
    assert not Assessment.objects.filter(purpose="club").exists()
    kept = found.context["form"]
    assert all(kept[name].value() == value for name, value in typed(**wrong).items())


def test_it_wants_a_fresh_proof():  # SEC-9
    client = at_desk(Role.DATA_OFFICER)
    session = client.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 3600
    session.save()
    found = client.post(reverse("weighing:one", args=["publish"]), typed(verdict="stop"))
    assert found["Location"].startswith(reverse("again"))
    assert Purpose.PUBLISH in queries.purposes_in_use()


def test_no_purpose_no_page():
    assert at_desk(Role.DATA_OFFICER).get(reverse("weighing:one", args=["tea"]), follow=True).status_code == 404


def test_a_day_that_has_not_come_is_no_decision():
    by, at = staff(Role.DATA_OFFICER), timezone.now()
    with pytest.raises(actions.NotForYou, match=r"come yet|还没有到"):
        actions.weigh_up(
            by=by, purpose=Purpose.CLUB, verdict="go", paper="x", at=at,
            decided_on=queries.day(at) + timedelta(days=2), kept_until=queries.day(at) + timedelta(days=2000),
        )  # fmt: skip


def test_as_many_queries_for_three_assessments_as_for_one():
    client = at_desk(Role.DATA_OFFICER)

    def count():
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("weighing:list")).status_code == 200
        return len(found)

    count()
    weigh(Purpose.CLUB)
    before = count()
    for purpose in (Purpose.RESEARCH, Purpose.ABROAD):
        weigh(purpose)
    assert count() == before
