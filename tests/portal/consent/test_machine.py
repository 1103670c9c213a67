"""Random families through everything that can happen to them, against ten lines that know the rule."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from portal.consent import actions, queries
from portal.consent.models import Event, Notice
from portal.consent.purposes import Purpose
from tests.making import consent as make

START = datetime(2026, 4, 1, 2, 0, tzinfo=UTC)
LIFE = timedelta(days=365)
UNTIL = {Purpose.PUBLISH: 14, Purpose.PICTURE_OF_CHILD: 18}
CHILD, NO = 2, "no"
GUARDIANS = (0, 1)
guardians, everybody = st.sampled_from(GUARDIANS), st.sampled_from([*GUARDIANS, CHILD])
purposes = st.sampled_from(list(UNTIL))


def oracle(m, purpose) -> bool:
    """`m.words[who, purpose]` is NO, or when and to which words the last yes was; absence is silence."""
    heard = [who for who in GUARDIANS if m.links[who] in {"confirmed", "disputed"} and m.age(m.at) < 18]
    words = {who: m.words[who, purpose] for who in (*heard, CHILD) if (who, purpose) in m.words}
    alive = {who for who, word in words.items() if word != NO and m.at < word.at + LIFE and not m.overtaken(who, word)}
    anew = CHILD in alive and any(m.age(words[CHILD].at) < turn <= m.age(m.at) for turn in (14, 18))
    home = any(m.links[who] == "confirmed" for who in alive - {CHILD}) or m.age(m.at) >= UNTIL[purpose]
    return NO not in words.values() and CHILD in alive and not anew and home


class Families(RuleBasedStateMachine):
    """One family of two guardians and a child, with its clock, its links and its notices."""

    def __init__(self):
        super().__init__()
        self.whole = transaction.atomic()
        self.whole.__enter__()
        self.at, self.words, self.kept = START, {}, {}
        self.links, self.doubted = dict.fromkeys(GUARDIANS, "confirmed"), set()
        self.versions = dict.fromkeys(((who, purpose) for who in ("guardian", "child") for purpose in UNTIL), 1)
        self.stops = []

    def teardown(self):
        transaction.set_rollback(True)
        self.whole.__exit__(None, None, None)

    @initialize(year=st.integers(2009, 2018), day=st.sampled_from(["01-01", "02-28", "04-02", "12-31"]))
    def born(self, year, day):
        self.birth = f"{year}-{day}"
        self.home = make.family(child_age=None, guardians=2, at=START)
        make.known(self.home.child, born=self.birth, at=START)
        actions.keep_birthdays(at=START)

    def age(self, at) -> int:
        year, month, day = map(int, self.birth.split("-"))
        here = at + timedelta(hours=8)
        return here.year - year - ((here.month, here.day) < (month, day))

    def overtaken(self, who, word) -> bool:
        role = "child" if who == CHILD else "guardian"
        return any(
            word.version < version and stop <= self.at
            for at, purpose, version, stop in self.stops
            if (at, purpose) == (role, word.purpose)
        )

    def person(self, who):
        return self.home.child if who == CHILD else self.home.guardians[who]

    def link(self, who):
        return self.home.links[who]

    def may_say(self, who, yes) -> bool:
        """Who is in doubt may forbid and not permit."""
        if who == CHILD:
            return True
        return self.age(self.at) < 18 and self.links[who] in ({"confirmed"} if yes else {"confirmed", "disputed"})

    @rule(who=everybody, purpose=purposes, yes=st.booleans())
    def says(self, who, purpose, yes):
        if not self.may_say(who, yes):
            with pytest.raises(actions.NotYours):
                make.says(self.person(who), self.home.child, purpose, yes=yes, at=self.at)
            return
        make.says(self.person(who), self.home.child, purpose, yes=yes, at=self.at)
        version = self.versions["child" if who == CHILD else "guardian", purpose]
        said = SimpleNamespace(at=self.at, version=version, purpose=purpose)
        self.words[who, purpose] = said if yes else NO

    @rule(who=everybody, purpose=purposes)
    def takes_back(self, who, purpose):
        if not self.may_say(who, yes=False):
            return
        actions.withdraw(by=self.person(who), child=self.home.child, purpose=purpose, at=self.at)
        self.words[who, purpose] = NO

    @rule(days=st.integers(1, 500), seconds=st.integers(-1, 1))
    def time_passes(self, days, seconds):
        self.at += timedelta(days=days, seconds=seconds)
        self.the_clock_runs()

    @precondition(lambda self: any(word != NO for word in self.words.values()))
    @rule(seconds=st.integers(-1, 1), pick=st.integers(0, 5))
    def a_yes_runs_out(self, seconds, pick):
        ends = sorted(word.at + LIFE for word in self.words.values() if word != NO)
        self.at = max(self.at, ends[pick % len(ends)] + timedelta(seconds=seconds))
        self.the_clock_runs()

    @rule(year=st.integers(2026, 2034), seconds=st.integers(-1, 1))
    def a_birthday_comes(self, year, seconds):
        _year, month, day = map(int, self.birth.split("-"))
        here = datetime(year, month, day, tzinfo=UTC) - timedelta(hours=8) + timedelta(seconds=seconds)
        self.at = max(self.at, here)
        self.the_clock_runs()

    def the_clock_runs(self):
        actions.announce_expiries(at=self.at)
        actions.announce_renewals(at=self.at)
        actions.keep_birthdays(at=self.at)
        if self.age(self.at) >= 18:
            self.links = dict.fromkeys(GUARDIANS, "ended")

    def silence(self, who):
        for purpose in UNTIL:
            word = self.words.pop((who, purpose), None)
            self.kept[who, purpose] = word
            if word == NO:
                lifted = [1 - who] if self.age(self.at) < UNTIL[purpose] else [CHILD]
                for other in lifted:
                    if self.words.get((other, purpose)) not in (None, NO):
                        del self.words[other, purpose]

    @rule(who=guardians)
    def rests(self, who):
        if self.links[who] in {"confirmed", "disputed"}:
            actions.suspend(by=make.worker(at=self.at), link=self.link(who), code="court", at=self.at)
            self.links[who] = "suspended"
            self.silence(who)

    @rule(who=guardians, code=st.sampled_from(["error", "court"]))
    def comes_back(self, who, code):
        if self.links[who] == "suspended":
            actions.resume(by=make.worker(at=self.at), link=self.link(who), code=code, at=self.at)
            self.links[who] = "disputed" if who in self.doubted else "confirmed"
            if code == "error":
                self.words |= {key: word for key, word in self.kept.items() if key[0] == who and word}

    @rule(who=guardians)
    def is_disputed(self, who):
        if self.links[who] == "confirmed":
            actions.dispute(by=make.worker(at=self.at), link=self.link(who), at=self.at)
            self.links[who] = "disputed"
            self.doubted.add(who)

    @rule(who=guardians)
    def is_settled(self, who):
        if self.links[who] == "disputed":
            actions.settle_dispute(by=make.worker(at=self.at), link=self.link(who), at=self.at)
            self.links[who] = "confirmed"
            self.doubted.discard(who)

    @rule(who=guardians)
    def is_revoked(self, who):
        if self.links[who] != "ended":
            actions.revoke(by=make.worker(at=self.at), link=self.link(who), code="court", at=self.at)
            self.links[who] = "ended"
            self.silence(who)

    @rule(role=st.sampled_from(["guardian", "child"]), purpose=purposes, days=st.integers(0, 40), weighty=st.booleans())
    def words_change(self, role, purpose, days, weighty):
        self.versions[role, purpose] += 1
        version, stop = self.versions[role, purpose], self.at + timedelta(days=days) if weighty else None
        for audience in ("guardian",) if role == "guardian" else ("6-8", "9-12", "13-17"):
            Notice.objects.create(
                purpose=purpose, audience=audience, language="zh-hans", version=version, text="新", sha256="0" * 64,
                published_at=self.at, material=weighty, renew_by=stop,
            )  # fmt: skip
        if weighty:
            self.stops.append((role, purpose, version, stop))

    @invariant()
    def the_engine_and_the_oracle_agree(self):
        if hasattr(self, "home"):
            for purpose in UNTIL:
                expected = oracle(self, purpose)
                assert bool(queries.may(self.home.child.pk, purpose, at=self.at)) == expected
                assert (self.home.child.pk in queries.permitted([self.home.child.pk], purpose, at=self.at)) == expected

    @invariant()
    def what_is_derived_is_what_the_rows_say(self):  # CON-2
        if hasattr(self, "home"):
            for purpose in UNTIL:
                replayed = {}
                for event in Event.objects.filter(child=self.home.child, purpose=purpose).order_by("number"):
                    assert event.number == (replayed[event.actor_id].number if event.actor_id in replayed else 0) + 1
                    replayed[event.actor_id] = event
                assert queries.standing(self.home.child.pk, purpose, at=self.at).answers == replayed


@pytest.mark.django_db
def test_random_families_against_the_oracle():  # CON-2, CON-9, CON-12, CON-13, CON-16, CON-17
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large]
    how = settings(max_examples=60, stateful_step_count=20, deadline=None, suppress_health_check=slow)
    run_state_machine_as_test(Families, settings=how)
