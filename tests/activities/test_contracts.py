"""A group's contract: proposed by members, written down at the desk, agreed to anew with each version."""

import pytest
from django.db import DatabaseError, IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from activities import actions, queries
from activities.models import Agreement, Contract, Proposal
from activities.states import PlaceState
from moderation.models import Case
from portal.accounts.roles import Role
from portal.audit.models import Line
from portal.notices.models import Message
from portal.privacy import actions as privacy
from tests.making import accounts
from tests.making import activities as make
from tests.making import consent as families
from tests.making.moderation import DANGER

pytestmark = pytest.mark.django_db
LINES = "一次一个人说话。\n\n谁都可以说“过”。"


@pytest.fixture
def activity():
    return make.activity()


@pytest.fixture
def facilitator(activity):
    return accounts.staff(Role.FACILITATOR, office=activity.office)


def member(activity, **place):
    kid = families.child()
    make.place(activity, kid, **place)
    return kid


def written(activity, by, lines=LINES):
    return actions.write_contract(by=by, activity=activity, lines=lines, at=timezone.now())


def test_a_proposal_is_read_by_those_who_lead_and_by_its_author_alone(client, activity, facilitator):  # promise 1
    author, other = member(activity), member(activity)
    page = reverse("activities:group", args=[activity.pk])
    client.force_login(author)
    client.post(reverse("activities:propose", args=[activity.pk]), {"words": "不许笑别人"})
    assert "不许笑别人" in client.get(page).content.decode()
    client.force_login(other)
    assert "不许笑别人" not in client.get(page).content.decode()
    accounts.sign_in(client, facilitator)
    desk = client.get(reverse("activities_desk:contract", args=[activity.pk])).content.decode()
    assert "不许笑别人" in desk
    assert author.pseudonym not in desk.split("不许笑别人")[0]
    assert "不许笑别人" not in str(list(Line.objects.values_list("detail", flat=True)))


def test_a_version_is_told_agreed_to_and_asked_anew_when_it_changes(client, activity, facilitator):
    one, two = member(activity), member(activity)
    waits = member(activity, state=PlaceState.WAITING)
    actions.propose(by=one, activity=activity, words="不许笑别人", at=timezone.now())
    first = written(activity, facilitator)
    assert (first.version, first.points) == (1, ["一次一个人说话。", "谁都可以说“过”。"])
    kinds = [list(Message.objects.filter(person=kid).values_list("kind", flat=True)) for kid in (one, two, waits)]
    assert kinds == [["activities.contract"], ["activities.contract"], []]
    assert queries.contract_for(one, activity).proposed == ()  # the group has talked about it
    client.force_login(one)
    address = reverse("activities:agree", args=[activity.pk, first.pk])
    for _twice in range(2):
        client.post(address)
    seen = queries.contract_for(one, activity)
    assert (seen.mine, seen.all) == (True, False)
    actions.agree(by=two, contract=first, at=timezone.now())
    assert queries.contract_for(one, activity).all
    second = written(activity, facilitator, LINES + "\n吵了就停。")
    seen = queries.contract_for(one, activity)
    assert (seen.contract, seen.mine, seen.all) == (second, False, False)
    client.post(address)  # an old page
    assert not second.agreements.exists()
    assert Agreement.objects.filter(contract=first).count() == 2


@pytest.mark.parametrize("who", ["stranger", "waiting", "left"])
def test_only_members_propose_and_agree(client, activity, facilitator, who):
    contract = written(activity, facilitator)
    states = {"waiting": PlaceState.WAITING, "left": PlaceState.LEFT}
    kid = member(activity, state=states[who]) if who in states else families.child()
    client.force_login(kid)
    for address in (
        reverse("activities:propose", args=[activity.pk]),
        reverse("activities:agree", args=[activity.pk, contract.pk]),
    ):
        assert client.post(address, {"words": "我也要"}).status_code == 404
    with pytest.raises(actions.NotReady):
        actions.propose(by=kid, activity=activity, words="我也要", at=timezone.now())
    with pytest.raises(actions.NotReady):
        actions.agree(by=kid, contract=contract, at=timezone.now())
    assert not Proposal.objects.exists()
    assert not Agreement.objects.exists()


@pytest.mark.parametrize("lines", ["", " \n ", "\n".join("一二三四五六七八九")])
def test_one_to_eight_lines_and_nothing_typed_is_lost(client, activity, facilitator, lines):
    accounts.sign_in(client, facilitator)
    html = client.post(reverse("activities_desk:contract", args=[activity.pk]), {"lines": lines}).content.decode()
    assert "九" in html or not lines.strip()
    assert not Contract.objects.exists()


def test_a_contract_of_another_office_is_the_same_as_missing(client, activity):
    accounts.sign_in(client, accounts.staff(Role.FACILITATOR, office=make.office()))
    assert client.get(reverse("activities_desk:contract", args=[activity.pk]), follow=True).status_code == 404
    with pytest.raises(actions.NotYours):
        written(activity, accounts.staff(Role.FACILITATOR, office=make.office()))


def test_a_sign_of_harm_in_a_proposal_goes_to_the_lead(client, activity):  # SAF-5
    kid = member(activity)
    client.force_login(kid)
    answer = client.post(reverse("activities:propose", args=[activity.pk]), {"words": DANGER[:60]})
    assert answer.url == reverse("activities:thanks")
    assert Case.objects.filter(kind="asking", author=kid).exists()


def test_the_database_holds_one_version_and_one_yes(activity, facilitator):
    contract, kid = written(activity, facilitator), member(activity)
    Agreement.objects.create(contract=contract, child=kid, at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.create(contract=contract, child=kid, at=timezone.now())
    facts = {"activity": activity, "lines": "x", "made_by": facilitator, "made_at": timezone.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        Contract.objects.create(version=1, **facts)


def test_what_a_child_proposed_and_agreed_to_goes_with_it(activity, facilitator):  # PRI-5
    kid, contract = member(activity), written(activity, facilitator)
    actions.propose(by=kid, activity=activity, words="轮流", at=timezone.now())
    actions.agree(by=kid, contract=contract, at=timezone.now())
    privacy.erase(by=kid, person=kid.pk, at=timezone.now())
    assert not Proposal.objects.exists()
    assert not Agreement.objects.exists()


def test_what_was_agreed_to_does_not_change(activity, facilitator):  # promise 10
    contract = written(activity, facilitator)
    with pytest.raises(DatabaseError), transaction.atomic():
        Contract.objects.filter(pk=contract.pk).update(lines="安静。")
    with pytest.raises(DatabaseError), transaction.atomic():
        contract.delete()
