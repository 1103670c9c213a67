"""An adult limited to activities: what stops at once, what stays, who is asked, and what comes back (CON-17)."""

from datetime import UTC, datetime

import pytest

from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.models import GuardianLink, Mediation
from portal.consent.purposes import ABOUT_ACTIVITIES, IN_USE, Missing, Purpose, rule
from portal.consent.signals import consent_given, consent_withdrawn
from portal.notices.models import Message
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)


def scope(purpose) -> str:
    return "activity:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e" if rule(purpose).scoped else ""


def may(home, purpose) -> bool:
    return bool(queries.may(home.child.pk, purpose, scope(purpose), at=AT))


def missing(home, purpose) -> list:
    return list(queries.may(home.child.pk, purpose, scope(purpose), at=AT).missing)


def limit(link, code="court"):
    return actions.limit(by=make.worker(at=AT), link=link, code=code, at=AT)


def widen(link, code="court"):
    return actions.widen(by=make.worker(at=AT), link=link, code=code, at=AT)


def last(home, purpose, who=0):
    said = queries.answers_of(home.guardians[who], child=home.child)
    return said.filter(purpose=purpose).first()


@pytest.fixture
def heard():
    found = []

    def hear(sender, signal, **news):
        found.append((news["purpose"], may_of(news)))

    def may_of(news):
        return bool(queries.may(news["child"], news["purpose"], news["scope"], at=news["at"]))

    for signal in (consent_withdrawn, consent_given):
        signal.connect(hear)
    yield found
    for signal in (consent_withdrawn, consent_given):
        signal.disconnect(hear)


@pytest.mark.parametrize("purpose", IN_USE)
def test_what_is_out_of_reach_stops_at_once_and_is_told(purpose, heard):  # CON-17
    home = make.family(child_age=9, at=AT)
    make.all_say(home, purpose, scope(purpose), at=AT)
    assert may(home, purpose)
    heard.clear()
    limit(home.link)
    stays = purpose in ABOUT_ACTIVITIES
    assert may(home, purpose) == stays
    assert heard == ([] if stays else [(purpose, False)])
    assert last(home, purpose).state == ("given" if stays else "revoked")
    for yes in (True, False):
        if not stays:
            with pytest.raises(actions.NotYours):
                make.says(home.guardian, home.child, purpose, scope(purpose), yes=yes, at=AT)


@pytest.mark.parametrize("code", ["court", "error"])
@pytest.mark.parametrize("purpose", IN_USE)
def test_full_again_asks_anew_unless_the_mistake_was_ours(purpose, code):
    home = make.family(child_age=9, at=AT)
    make.all_say(home, purpose, scope(purpose), at=AT)
    end = last(home, purpose).expires_at
    widen(limit(home.link), code)
    stays = purpose in ABOUT_ACTIVITIES
    assert may(home, purpose) == (stays or code == "error")
    assert last(home, purpose).state == ("given" if stays or code == "error" else "renewal_needed")
    if code == "error":
        assert last(home, purpose).expires_at == end


@pytest.mark.parametrize("purpose", [Purpose.PUBLISH, Purpose.PICTURE_OF_CHILD])
def test_a_no_that_falls_away_opens_nothing(purpose):  # CON-9
    home = make.family(child_age=9, guardians=2, at=AT)
    make.all_say(home, purpose, at=AT)
    make.says(home.guardian, home.child, purpose, yes=False, at=AT)
    limit(home.link)
    assert missing(home, purpose) == [Missing.GUARDIAN]
    assert last(home, purpose, who=1).reason == "lifted"
    assert not Mediation.objects.filter(closed_at=None).exists()
    make.says(home.guardians[1], home.child, purpose, at=AT)
    assert may(home, purpose)


@pytest.mark.parametrize(
    ("purpose", "others", "code", "asked"),
    [
        (Purpose.PUBLISH, "nothing", "court", True),
        (Purpose.PUBLISH, "yes", "court", False),
        (Purpose.PUBLISH, "no", "court", False),
        (Purpose.PUBLISH, "nothing", "safety", False),
        (Purpose.ACTIVITY, "nothing", "court", False),
        (Purpose.ADVOCACY, "nothing", "moved", True),
    ],
)
def test_others_are_asked_where_nobodys_yes_is_left(purpose, others, code, asked):
    home = make.family(child_age=9, guardians=2, at=AT)
    for who in (home.guardian, home.child):
        make.says(who, home.child, purpose, scope(purpose), at=AT)
    if others != "nothing":
        make.says(home.guardians[1], home.child, purpose, scope(purpose), yes=others == "yes", at=AT)
    limit(home.link, code)
    told = Message.objects.filter(kind="consent.asked")
    assert [message.person for message in told] == ([home.guardians[1]] if asked else [])
    waits = queries.waiting_for(home.guardians[1], at=AT).get(home.child.pk, 0)
    assert bool(waits) == (others == "nothing")


def test_two_questions_are_one_message():
    home = make.family(child_age=9, guardians=2, at=AT)
    for purpose in (Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD):
        make.says(home.guardian, home.child, purpose, at=AT)
    limit(home.link)
    assert Message.objects.filter(kind="consent.asked").count() == 1


def test_who_is_limited_to_activities_no_longer_has_the_rights_over_everything():  # PRI-5
    home = make.family(child_age=9, at=AT)
    link = limit(home.link)
    assert (link.is_known, link.speaks_in_all) == (True, False)
    assert queries.link_to_invite_by(home.guardian, home.child, at=AT) is None


def test_the_account_closes_where_nobody_else_said_yes():  # CON-20
    home = make.family(child_age=9, guardians=2, at=AT)
    make.all_say(home, Purpose.ACCOUNT, at=AT)
    for link, open_still in zip(home.links, (True, False), strict=True):
        limit(link)
        home.child.refresh_from_db()
        assert home.child.is_active == open_still


def test_a_rest_in_between_brings_back_only_what_is_in_reach():
    home = make.family(child_age=9, at=AT)
    for purpose in (Purpose.PUBLISH, Purpose.ACTIVITY):
        make.all_say(home, purpose, scope(purpose), at=AT)
    limit(home.link)
    actions.suspend(by=make.worker(at=AT), link=home.link, code="court", at=AT)
    actions.resume(by=make.worker(at=AT), link=home.link, code="error", at=AT)
    assert (may(home, Purpose.ACTIVITY), may(home, Purpose.PUBLISH)) == (True, False)
    widen(home.link)
    assert not may(home, Purpose.PUBLISH)
    assert last(home, Purpose.PUBLISH).state == "renewal_needed"


@pytest.mark.parametrize("before", ["suspend", "dispute", "revoke"])
def test_not_while_it_rests_is_in_doubt_or_has_ended(before):
    home = make.family(child_age=9, at=AT)
    code = {} if before == "dispute" else {"code": "court"}
    getattr(actions, before)(by=make.worker(at=AT), link=home.link, at=AT, **code)
    with pytest.raises(actions.NotForYou):
        limit(home.link)


@pytest.mark.parametrize("who", ["guardian", "child", "paused worker", "partner", "worker of the family"])
def test_only_a_worker_who_is_no_family_limits(who):
    home, person = make.family(child_age=9, at=AT), make.worker(at=AT)
    if who == "paused worker":
        person.is_active = False
    if who == "worker of the family":
        make.link(home.child, person, at=AT)
    by = {"guardian": home.guardian, "child": home.child, "partner": make.person("partner")}.get(who, person)
    with pytest.raises(actions.NotForYou):
        actions.limit(by=by, link=home.link, code="court", at=AT)
    assert GuardianLink.objects.get(pk=home.link.pk).authority == "full"


def test_twice_is_once_and_the_record_says_which():
    home = make.family(child_age=9, at=AT)
    limit(home.link)
    with pytest.raises(actions.NotForYou):
        limit(home.link)
    widen(home.link, "error")
    with pytest.raises(actions.NotForYou):
        widen(home.link)
    GuardianLink.objects.update(authority="none")
    for act in (limit, widen):
        with pytest.raises(actions.NotForYou):
            act(home.link)
    acts = [(line.act, line.detail["code"]) for line in audit.lines(subject=f"link:{home.link.pk}")]
    assert acts == [("guardian.limited", "court"), ("guardian.widened", "error")]
