"""Random lives of a case: whatever people do, in whatever order, the promises hold (MOD-3, MOD-4, MOD-6)."""

import random
from datetime import timedelta

import pytest
from django.db import transaction

from moderation import actions, queries
from moderation.models import Case, Decision
from moderation.states import NEXT, Act, Lane, State
from portal.ui.refusals import Refusal
from tests.making import accounts as make_accounts
from tests.making import moderation as make

pytestmark = pytest.mark.django_db
TEXTS = [make.WORDS, "我叫陈小树，想找人踢球。", "我写错一个字爸爸就用衣架打我。", "老板两个月没给我钱了。"]


@pytest.mark.parametrize("seed", range(6))
def test_no_walk_breaks_a_promise(seed):
    chance, at = random.Random(seed), make.AT  # noqa: S311 (a test's dice)
    staff = [make.moderator(), make.moderator(), make.lead()]
    child = make_accounts.child(age=9)
    case = make.opened(author=child)
    seen = [(None, None)]
    for _ in range(40):
        at += timedelta(minutes=chance.randrange(10))
        case, before = Case.objects.get(pk=case.pk), Case.objects.get(pk=case.pk)
        named = chance.choice([(case.revision, case.digest), seen[-1]])
        try:
            with transaction.atomic():
                _step(chance, case, child, staff, named, at)
        except Refusal:
            _same(before)
        after = Case.objects.get(pk=case.pk)
        assert after.state == before.state or after.state in NEXT[before.state]
        if after.revision != before.revision:
            seen.append((before.revision, before.digest))
        _promises(after)


def _step(chance, case, child, staff, named, at):
    who = chance.choice(staff)
    words = {"revision": named[0], "digest": named[1] or ""}
    act = chance.choice(["send", "claim", "claim", "unclaim", "approve", "approve", "approve", "change", "decline",
                         "hold", "clear", "withdraw"])  # fmt: skip
    if act == "send":
        make.send(case, chance.choice(TEXTS), picture=chance.random() < 0.3, at=at)
    elif act == "claim":
        actions.claim(by=who, case=case, at=at)
    elif act == "unclaim":
        actions.unclaim(by=who, case=case, at=at)
    elif act == "withdraw":
        if chance.random() < 0.3:
            actions.withdraw(by=child, case=case, at=at)
    elif act in ("approve", "clear"):
        do = actions.approve if act == "approve" else actions.clear
        do(by=_holder(case, who), case=case, best_interests="好", at=at, **words)
    elif act == "hold":
        actions.hold(by=_holder(case, who), case=case, message="谢谢", at=at, **words)
    else:
        do = actions.ask_change if act == "change" else actions.decline
        do(by=_holder(case, who), case=case, reason="personal", message="改一改", at=at, **words)


def _holder(case, who):
    """Mostly whoever has the case, or nothing would ever be decided."""
    return case.claimed_by or who


def _same(before):
    """A refusal leaves no trace."""
    after = Case.objects.get(pk=before.pk)
    assert (after.state, after.round, after.revision) == (before.state, before.round, before.revision)


def _promises(case):
    shown = queries.approved_revision(case)
    if shown:
        yes = Decision.objects.filter(case=case, act=Act.APPROVE, round=case.round, revision=shown, digest=case.digest)
        people = {decision.by_id for decision in yes}
        assert case.state == State.APPROVED
        assert len(people) >= (2 if case.needs_two else 1)
        assert case.author_id not in people
        assert case.lane == Lane.OPEN
        if case.has_media or case.findings.filter(revision=shown).exists():
            assert len(people) == 2
    if case.state == State.HELD:
        assert case.lane == Lane.LOCKED
