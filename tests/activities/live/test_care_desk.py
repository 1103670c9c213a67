"""The lead's side of what was said in a room: what is read there, and what closing it means (MOD-9, SAF-6)."""

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.live import actions as live
from activities.live.actions import NotNow
from moderation import actions, policy, registry
from moderation import queries as judged
from moderation.models import Case, Decision
from moderation.states import Act, State
from tests.making import accounts as make_accounts
from tests.making import live as make
from tests.making import moderation as make_moderation

pytestmark = pytest.mark.django_db
WORDS = "有时候我想自杀"
DONE = "和孩子谈过，家里有人陪，已转介。"


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


@pytest.fixture
def house():
    made = make.house(child_age=11)
    made.sit()
    made.said = made.do(made.children[0], "say", text=WORDS).seq
    made.lead = make_moderation.lead(office=made.office, at=timezone.now())
    return made


def only_case() -> Case:
    return Case.objects.get(kind="live")


def named(case) -> dict:
    return {"case": case, "revision": case.revision, "digest": case.digest, "at": timezone.now()}


def close(house, **over):
    case = only_case()
    actions.claim(by=house.lead, case=case, at=timezone.now())
    return actions.close(by=house.lead, **({"best_interests": DONE} | named(case) | over))


def test_the_lead_reads_the_words_the_age_and_nothing_that_says_who_it_is(client, house):  # MOD-9
    make_accounts.sign_in(client, house.lead)
    queue = client.get(reverse("moderation:queue"), follow=True).content.decode()
    case = client.get(reverse("moderation:case", args=[only_case().pk]), follow=True).content.decode()
    child = house.children[0]
    assert "desk-level-1" in queue
    assert "<td>11</td>" in queue
    assert WORDS in "".join(part.text for part in registry.content("live").body(only_case()))
    assert "9-12" in case
    assert '<mark class="desk-mark">' in case
    for page in (queue, case):
        for secret in (f"真名{child.username}", child.pseudonym, child.username, house.homes[0].guardian.email):
            assert secret not in page
    assert "desk-act-close" in case
    for act in set(Act.values) - {Act.CLOSE}:
        assert f"desk-act-{act}" not in case, "nothing here can be shown, or answered with a no"


def test_closing_it_at_the_desk(client, house):
    make_accounts.sign_in(client, house.lead)
    case = only_case()
    client.post(reverse("moderation:claim", args=[case.pk]))
    address = reverse("moderation:decide", args=[case.pk, "close"])
    told = {"close-revision": case.revision, "close-digest": case.digest}
    assert client.post(address, told | {"close-best_interests": " "}).status_code == 422
    assert client.post(address, told | {"close-best_interests": DONE}).status_code == 302
    assert only_case().state == State.CLOSED
    again = client.get(reverse("moderation:case", args=[case.pk]), follow=True)
    assert DONE in again.content.decode()


def test_a_closed_case_leaves_the_queue_and_shows_the_words_to_nobody(house):
    decision = close(house)
    assert (decision.act, decision.by, only_case().state) == (Act.CLOSE, house.lead, State.CLOSED)
    assert not judged.queue(house.lead, at=timezone.now()).exists()
    for person in [*house.adults, house.children[1]]:
        entrance = live.be_here(by=person.pk, room=house.room.pk, at=timezone.now())
        assert WORDS not in str(entrance.room.seen_by(live_member(entrance)))
    for adult in house.adults:
        with pytest.raises(NotNow):
            house.do(adult, "release", message=house.said)
    assert judged.approved_revision(only_case()) is None


def live_member(entrance):
    from activities.live.room import Member

    return Member(entrance.face)


OTHERS = {
    "approve": {"best_interests": "好"},
    "ask_change": {"reason": "personal", "message": "改一改"},
    "decline": {"reason": "unsuitable", "message": "不放"},
    "hold": {"message": "谢谢你"},
    "clear": {"best_interests": "没事"},
}


@pytest.mark.parametrize("act", OTHERS)
def test_it_is_never_answered_with_a_no_nor_given_to_others(house, act):  # brief 5, SAF-6
    case = only_case()
    actions.claim(by=house.lead, case=case, at=timezone.now())
    with pytest.raises((actions.WrongMove, actions.NotYours)):
        getattr(actions, act)(by=house.lead, **named(case), **OTHERS[act])
    assert not Decision.objects.filter(case=case).exists()
    assert only_case().state == State.QUEUED


def test_only_what_is_kept_can_be_closed():
    lead = make_moderation.lead()
    case = make_moderation.sent("我写错一个字爸爸就用衣架打我。")
    make_moderation.claimed(case, lead)
    about = {"revision": case.revision, "digest": case.digest, "at": make_moderation.AT}
    with pytest.raises(actions.WrongMove):
        actions.close(by=lead, case=case, best_interests=DONE, **about)


@pytest.mark.parametrize("act", Act.values)
@pytest.mark.parametrize("kind", ["live", make_moderation.KIND, "unheard of"])
def test_what_can_become_of_which_words(act, kind):
    make_moderation.ready()
    assert policy.may_become(Case(kind=kind), act) is ((act == Act.CLOSE) == (kind == "live"))


def test_closing_is_as_strict_as_every_decision(house):  # MOD-4, MOD-5
    case = only_case()
    with pytest.raises(actions.NotClaimed):
        actions.close(by=house.lead, best_interests=DONE, **named(case))
    with pytest.raises(actions.StaleRevision):
        close(house, digest="0" * 64)
    with pytest.raises(actions.NoWords):
        close(house, best_interests=" ")
    adult = house.adults[0]
    with pytest.raises(actions.NotYours):
        actions.close(by=adult, best_interests=DONE, **named(case))


def test_a_lead_who_said_it_or_is_family_does_not_judge_it(house):  # MOD-6
    from portal.accounts.actions import grant_role
    from portal.accounts.roles import Role

    adult = house.adults[0]
    grant_role(by=None, person=adult, role=Role.SAFEGUARDING_LEAD, office=house.office, at=timezone.now())
    house.do(adult, "say", text="这是我们的秘密，不要告诉妈妈")
    own = Case.objects.get(kind="live", author=adult)
    assert policy.may_judge(house.lead, own, at=timezone.now())
    assert not policy.may_judge(adult, own, at=timezone.now())


def test_the_adapter_shows_one_revision_and_no_other(house):
    case, content = only_case(), registry.content("live")
    assert content.body(case) == content.revision(case, case.revision)
    assert content.revision(case, case.pk) == []
