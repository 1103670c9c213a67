"""Who may collect a child: said by who speaks for it in everything, sealed, and no right beside it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from activities.desk import actions, queries
from activities.desk.models import PickUp
from portal.consent import queries as consent_queries
from portal.consent.kinds import Authority
from portal.consent.purposes import Level
from portal.privacy import actions as privacy
from portal.privacy import registry
from tests.making import accounts, consent
from tests.making import desk as make

pytestmark = pytest.mark.django_db
NAME = "王秀英"


@pytest.fixture
def home():
    return consent.family(child_age=8, guardians=2)


def put(by, child, name=NAME):
    return actions.list_pick_up(by=by, child=child, name=name, called="奶奶", at=timezone.now())


def test_a_name_is_sealed_and_bound_to_its_child(home):
    row = put(home.guardian, home.child)
    assert NAME.encode() not in bytes(row.sealed)
    assert queries.collectors([home.child.pk])[home.child.pk][0]["name"] == NAME
    row.child = consent.child()
    with pytest.raises(Exception):  # noqa: B017, PT011 (whatever the cipher raises)
        queries.name_of_collector(row)


@pytest.mark.parametrize(("who", "ok"), [
    ("guardian", True), ("worker", True), ("papers not seen", False), ("activities only", False), ("collects", False),
    ("stranger", False), ("facilitator", False), ("child", False), ("worker elsewhere", False),
])  # fmt: skip
def test_who_may_write_the_list(home, who, ok):  # CON-9
    hall = make.hall()
    consent.at_office(home, hall.office)
    person = {
        "guardian": lambda: home.guardian,
        "worker": lambda: consent.worker(office=hall.office),
        "papers not seen": lambda: consent.link(home.child, consent.person("guardian"), level=Level.G1).guardian,
        "activities only": lambda: limited(home.child, Authority.ACTIVITIES),
        "collects": lambda: limited(home.child, Authority.NONE),
        "stranger": lambda: consent.person("guardian"),
        "facilitator": lambda: hall.adults[0],
        "child": lambda: home.child,
        "worker elsewhere": lambda: consent.worker(office=make.hall().office),
    }[who]()
    if ok:
        assert put(person, home.child)
    else:
        with pytest.raises(actions.NotOnTheList):
            put(person, home.child)


def limited(child, authority):
    return consent.link(child, consent.person("guardian"), authority=authority).guardian


def test_who_collects_says_nothing_for_the_child(home):
    before = [link.guardian_id for link in consent_queries.speakers(home.child)]
    put(home.guardian, home.child)
    assert [link.guardian_id for link in consent_queries.speakers(home.child)] == before


def test_one_parent_does_not_read_what_the_other_wrote(client, home):  # CON-9
    put(home.guardian, home.child)
    other = put(home.guardians[1], home.child, "李大山")
    accounts.sign_in(client, home.guardian)
    address = reverse("collecting:list", args=[home.child.pk])
    page = client.get(address).content.decode()
    assert NAME in page
    assert "李大山" not in page
    assert client.post(reverse("collecting:end", args=[home.child.pk, other.pk]), follow=True).status_code == 404
    assert len(queries.collectors([home.child.pk])[home.child.pk]) == 2
    client.post(address, {"name": "赵小姨", "called": "小姨"})
    assert "赵小姨" in client.get(address).content.decode()
    row = next(row for row in queries.collectors_by(home.guardian, home.child) if row.plain["name"] == NAME)
    client.post(reverse("collecting:end", args=[home.child.pk, row.pk]))
    assert NAME not in client.get(address).content.decode()
    assert client.get(reverse("collecting:list", args=[consent.child().pk]), follow=True).status_code == 404


def test_a_list_is_short_and_a_name_is_needed(home):
    with pytest.raises(actions.NotOnTheList):
        put(home.guardian, home.child, " ")
    rows = [put(home.guardian, home.child, f"奶奶{number}") for number in range(6)]
    with pytest.raises(actions.NotOnTheList):
        put(home.guardian, home.child, "七姨")
    actions.end_pick_up(by=home.guardian, pick_up=rows[0], at=timezone.now())
    assert put(home.guardian, home.child, "七姨")


def test_names_are_on_no_page_of_the_day(client):
    hall = make.hall()
    make.pick_up(hall.child, name=NAME)
    accounts.sign_in(client, hall.adults[0])
    for address in (
        reverse("desk_day:session", args=[hall.session.pk]),
        reverse("desk_day:child", args=[hall.session.pk, hall.child.pk]),
    ):
        html = client.get(address).content.decode()
        assert hall.child.pseudonym in html
        assert NAME not in html
    assert "名单上的人接走" in client.get(reverse("desk_day:session", args=[hall.session.pk])).content.decode()


def test_a_worker_puts_somebody_on_the_list_from_paper(client):
    hall = make.hall()
    consent.at_office(hall.homes[0], hall.office)
    from portal.accounts import actions as rights
    from portal.accounts.roles import Role

    rights.grant_role(by=None, person=hall.adults[0], role=Role.WORKER, office=hall.office, at=timezone.now())
    accounts.sign_in(client, hall.adults[0])
    address = reverse("desk_day:list_pick_up", args=[hall.session.pk, hall.child.pk])
    assert client.post(address, {"name": "", "called": "奶奶"}).status_code == 400
    assert client.post(address, {"name": NAME, "called": "奶奶"}).status_code == 302
    assert queries.collectors([hall.child.pk])[hall.child.pk][0]["called"] == "奶奶"


def test_names_go_when_all_is_erased_and_move_to_a_new_key(home, settings):  # SEC-41, PRI-5
    row = put(home.guardian, home.child)
    old = settings.VAULT_KEYS
    settings.VAULT_KEYS = f"new:{'MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE='},{old}"
    assert privacy.rotate()["pick_up"] == 1
    row.refresh_from_db()
    assert row.key_id == "new"
    assert queries.name_of_collector(row)["name"] == NAME
    table = next(each for each in registry.kept["desk"] if each.model == "desk.PickUp")
    assert table.erase
    assert PickUp.objects.filter(**{table.of: home.child.pk}).exists()
