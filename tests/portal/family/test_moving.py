"""A family moves away: its office offers it, another takes it, and each office sees what is its own (decisions)."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.models import HandOver
from portal.consent.purposes import Purpose
from portal.notices.models import Message
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db


@pytest.fixture
def here():
    return make_directory.office(name="槐安站", name_en="Huai'an")


@pytest.fixture
def there():
    return make_directory.office(name="安和站", name_en="Anhe")


@pytest.fixture
def home(here):
    return make.at_office(make.family(child_age=9), here)


def desk(office):
    client = Client()
    client.worker = make.worker(office=office)
    make_accounts.sign_in(client, client.worker)
    return client


def offered(home, here, there):
    return actions.offer_family(by=make.worker(office=here), child=home.child, office=there, at=timezone.now())


def sees(client, home) -> bool:
    return client.get(reverse("families:one", args=[home.child.pk]), follow=True).status_code == 200


def test_the_whole_way(home, here, there):
    old, new = desk(here), desk(there)
    page = reverse("families:hand_over", args=[home.child.pk])
    assert page in old.get(reverse("families:one", args=[home.child.pk])).content.decode()
    assert new.get(page, follow=True).status_code == 404
    assert old.post(page, {"office": there.pk}).status_code == 400  # nobody has talked with the family
    assert old.post(page, {"office": here.pk, "talked": "on"}).status_code == 400
    assert old.post(page, {"office": there.pk, "talked": "on"}).status_code == 302
    offer = HandOver.objects.get()
    assert sees(old, home)
    assert not sees(new, home)
    listed = new.get(reverse("families:list")).content.decode()
    assert home.child.pseudonym in listed
    take = reverse("families:take_over", args=[offer.pk])
    assert take in listed
    assert take not in old.get(reverse("families:list")).content.decode()
    assert old.post(take, follow=True).status_code == 404
    before = queries.history(home.child).count()
    assert new.post(take).status_code == 302
    assert sees(new, home)
    assert not sees(old, home)
    assert queries.home_of(home.child).office == there
    assert queries.history(home.child).count() == before  # no answer changes by it
    assert new.post(take, follow=True).status_code == 404
    acts = set(audit.lines(subject=f"child:{home.child.pk}").values_list("act", flat=True))
    assert {"family.offered", "family.handed_over"} <= acts


def test_the_child_hears_where_and_nobody_else_does(home, here, there):  # SAF-4
    resting = make.link(home.child, make.person("guardian"))
    actions.suspend(by=make.worker(office=here), link=resting, code="safety", at=timezone.now())
    Message.objects.all().delete()
    actions.take_over(by=make.worker(office=there), offer=offered(home, here, there), at=timezone.now())
    told = {message.person_id: message for message in Message.objects.all()}
    assert set(told) == {home.child.pk, home.guardian.pk}
    assert "安和站" in told[home.child.pk].body
    assert "安和站" not in told[home.guardian.pk].subject + told[home.guardian.pk].body
    assert home.child.pseudonym not in told[home.guardian.pk].subject + told[home.guardian.pk].body


@pytest.mark.parametrize(
    ("who", "offers", "takes", "leaves"),
    [
        ("worker here", True, False, True),
        ("worker there", False, True, True),
        ("worker elsewhere", False, False, False),
        ("worker of both", True, True, True),
        ("editor there", False, False, False),
        ("own family", False, False, False),
    ],
)
def test_who_does_what(home, here, there, who, offers, takes, leaves):  # decisions: Offices
    offices = {"worker here": here, "worker there": there, "worker elsewhere": make_directory.office()}
    worker = make.worker(office=offices.get(who))
    if who == "editor there":
        worker = make_accounts.staff(Role.EDITOR, office=there)
    if who == "own family":
        make.link(home.child, worker)

    at = timezone.now()

    def does(act) -> bool:
        try:
            with transaction.atomic():
                act()
                transaction.set_rollback(True)
        except actions.NotForYou:
            return False
        return True

    assert does(lambda: actions.offer_family(by=worker, child=home.child, office=there, at=at)) is offers
    offer = offered(home, here, there)
    assert does(lambda: actions.take_over(by=worker, offer=offer, at=at)) is takes
    assert does(lambda: actions.leave_offer(by=worker, offer=offer, at=at)) is leaves


@pytest.mark.parametrize("side", ["here", "there"])
def test_either_office_leaves_an_offer_and_no_other_does(home, here, there, side):
    offer = offered(home, here, there)
    leave = reverse("families:leave_offer", args=[offer.pk])
    assert desk(make_directory.office()).post(leave, follow=True).status_code == 404
    client = desk({"here": here, "there": there}[side])
    page = reverse("families:one", args=[home.child.pk]) if side == "here" else reverse("families:list")
    assert leave in client.get(page).content.decode()
    assert client.post(leave).status_code == 302
    offer.refresh_from_db()
    assert (offer.settled_by, offer.taken) == (client.worker, False)
    assert queries.home_of(home.child).office == here


def test_one_offer_at_a_time_and_none_twice(home, here, there):
    first = offered(home, here, there)
    both, taker = make.worker(), make.worker(office=there)
    at = timezone.now()
    with pytest.raises(actions.NotForYou):
        offered(home, here, make_directory.office())
    HandOver.objects.filter(pk=first.pk).update(asked_by=both)
    with pytest.raises(actions.NotForYou):  # who offers does not take, also with a role in both offices
        actions.take_over(by=both, offer=first, at=at)
    actions.leave_offer(by=taker, offer=first, at=at)
    for act in (actions.leave_offer, actions.take_over):
        with pytest.raises(actions.NotForYou):
            act(by=taker, offer=first, at=at)
    assert offered(home, here, there).pk != first.pk


def test_the_database_holds_it(home, here, there):
    offer = offered(home, here, there)
    at = timezone.now()
    for wrong in (
        {"to": here},
        {"settled_at": at},
        {"settled_at": at, "settled_by": offer.asked_by, "taken": True},
        {"taken": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            HandOver.objects.filter(pk=offer.pk).update(**wrong)


def test_what_waits_goes_on_with_the_new_office(home, here, there):  # CON-21
    first, taker = make.worker(office=here), make.worker(office=there)
    at = timezone.now()
    notice = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=at)
    paper = {"method": "paper", "reference": "2026-21", "said_on": queries.day(at)}
    entry = actions.enter(by=first, link=home.link, purpose=Purpose.PUBLISH, yes=True, notice=notice, at=at, **paper)
    actions.take_over(by=taker, offer=offered(home, here, there), at=at)
    with pytest.raises(actions.NotForYou):
        actions.confirm_entry(by=make.worker(office=here), entry=entry, at=at)
    assert actions.confirm_entry(by=taker, entry=entry, at=at).says(at) == "yes"


@pytest.mark.parametrize("rows", [1, 3])
def test_offers_cost_the_same_whatever_their_number(here, there, rows, django_assert_max_num_queries):
    for _ in range(rows):
        offered(make.at_office(make.family(), here), here, there)
    client = desk(there)
    client.get(reverse("families:list"))
    with django_assert_max_num_queries(25):
        assert client.get(reverse("families:list")).status_code == 200
