"""The families of an office: its own workers see them, nobody else's do, and nobody's contact is on a page."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities.queries import scope
from portal.accounts import actions as accounts
from portal.accounts.kinds import Kind
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.purposes import Level, Purpose
from portal.family.actions import think_about
from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
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
def worker(client, here):
    return make_accounts.sign_in(client, make.worker(office=here))


def listed(client, **query) -> str:
    return client.get(reverse("families:list"), query).content.decode()


def test_another_offices_worker_is_told_of_nothing(client, worker, there):  # SEC-1, decisions: Offices
    home = make.at_office(make.family(child_age=9, level=Level.G1, pseudonym="金丝雀化名"), there)
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    pages = [reverse("families:one", args=[home.child.pk]), reverse("families:take_in", args=[home.child.pk])]
    pages += [reverse(f"papers:{step}", args=[home.link.pk]) for step in ("one", "look")]
    for address in pages:
        assert client.get(address, follow=True).status_code == 404, address
    for step in ("look", "check", "confirm"):
        said = {"reason": "看看", "papers": "household"}
        assert client.post(reverse(f"papers:{step}", args=[home.link.pk]), said, follow=True).status_code == 404
    for text in ("", "金丝雀"):
        assert "化名</" not in listed(client, q=text)
    with pytest.raises(actions.NotForYou):
        actions.check_papers(by=worker, link=home.link, papers="household", at=timezone.now())
    for act, more in ((actions.suspend, {"code": "court"}), (actions.revoke, {"code": "court"}), (actions.dispute, {})):
        with pytest.raises(actions.NotForYou):
            act(by=worker, link=home.link, at=timezone.now(), **more)
    with pytest.raises(actions.NotForYou):
        actions.link_guardian(by=worker, child=home.child, guardian=make.person(Kind.GUARDIAN), at=timezone.now())
    own = make_accounts.sign_in(Client(), make.worker(office=there))
    assert queries.families(own, at=timezone.now()).get() == home.child


def test_the_list_sorts_by_what_is_waited_for(client, worker, here):
    homes = {
        level: make.at_office(make.family(child_age=9, level=level), here) for level in (Level.G1, Level.G2, Level.G3)
    }
    listed(client)
    groups = client.get(reverse("families:list")).context["groups"]
    assert [[row.child for row in rows] for _stage, rows in groups] == [
        [homes[level].child] for level in (Level.G1, Level.G2, Level.G3)
    ]
    found = listed(client, q=homes[Level.G2].child.pseudonym)
    assert homes[Level.G2].child.pseudonym in found
    assert reverse("families:one", args=[homes[Level.G3].child.pk]) not in found


def test_a_family_without_an_office_is_taken_in_once(client, worker, here, there):
    home = make.family(child_age=9, level=Level.G1)
    assert client.get(reverse("families:one", args=[home.child.pk]), follow=True).status_code == 404
    address = reverse("families:take_in", args=[home.child.pk])
    assert address in listed(client)
    assert client.post(address, {"office": there.pk}).status_code == 400  # one's own offices and no other
    assert client.post(address, {"office": here.pk}).status_code == 302
    assert queries.home_of(home.child).office == here
    assert home.child.pseudonym in client.get(reverse("families:one", args=[home.child.pk])).content.decode()
    assert client.get(address, follow=True).status_code == 404
    with pytest.raises(actions.NotForYou):
        actions.take_in(by=make.worker(office=there), child=home.child, office=there, at=timezone.now())
    [line] = audit.lines(act="family.taken_in")
    assert (line.actor, line.detail) == (worker.pk, {"office": str(here.pk)})


@pytest.mark.parametrize("who", ["moderator", "partner", "guardian", "another office", "of the family", "not ours"])
def test_who_takes_no_family_in(who, here, there):  # CON-24
    home, office = make.family(child_age=9, level=Level.G1), here
    person = {
        "moderator": lambda: make_accounts.staff(Role.MODERATOR, office=here),
        "partner": lambda: make_accounts.partner(office=here),
        "guardian": lambda: home.guardian,
        "another office": lambda: make.worker(office=there),
        "of the family": lambda: make.worker(office=here),
        "not ours": lambda: make.worker(),
    }[who]()
    if who == "of the family":
        make.link(home.child, person, level=Level.G1)
    if who == "not ours":
        office = make_directory.office(ours=False)
    with pytest.raises(actions.NotForYou):
        actions.take_in(by=person, child=home.child, office=office, at=timezone.now())
    assert queries.home_of(home.child) is None


def test_who_comes_through_an_activity_is_known_where_it_is_held(here, there):
    home = make.family(child_age=9)
    activity = make_activities.activity(office=here)
    think_about(by=home.guardian, child=home.child, activity=activity, at=timezone.now())
    asked = queries.asks_visible_to(home.guardian).values_list("purpose", "scope")
    assert set(asked) == {(purpose, scope(activity)) for purpose in (Purpose.ACTIVITY, Purpose.LIVE)}
    assert queries.home_of(home.child).office == here
    other = make_activities.activity(office=there)
    think_about(by=home.guardian, child=home.child, activity=other, at=timezone.now())
    assert queries.home_of(home.child).office == here


def test_no_contact_and_no_childs_word_is_on_the_page(client, worker, here):  # CON-9, CON-19
    home = make.at_office(make.family(child_age=9, guardians=2), here)
    for who in (*home.guardians, home.child):
        make.says(who, home.child, Purpose.PUBLISH, words="金丝雀点头" if who == home.child else "")
    page = client.get(reverse("families:one", args=[home.child.pk])).content.decode()
    for guardian in home.guardians:
        assert guardian.email not in page
        assert str(guardian.pseudonym) in page
    assert "金丝雀" not in page
    assert page.count("<td>同意") == 3


def test_a_guardian_without_an_address_gets_none():
    """allauth would take an empty row for an address to write to."""
    from allauth.account.models import EmailAddress

    made = accounts.create_adult(by=None, kind=Kind.GUARDIAN, email="", at=timezone.now())
    assert not EmailAddress.objects.filter(user=made).exists()
    other = accounts.create_adult(by=None, kind=Kind.GUARDIAN, email="", at=timezone.now())
    assert (made.email, other.email) == ("", "")


def write_down(worker, link):
    """A yes that waits."""
    notice = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=timezone.now())
    actions.enter(
        by=worker, link=link, purpose=Purpose.PUBLISH, yes=True, notice=notice, method="spoken", reference="3",
        said_on=timezone.localdate(), at=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize("level", [Level.G1, Level.G2, Level.G3])
def test_the_list_asks_the_same_whatever_its_length(client, worker, here, level, django_assert_max_num_queries):
    counts = []
    for total in (1, 3):
        while queries.families(worker, at=timezone.now()).count() < total:
            home = make.at_office(make.family(child_age=9, level=level, guardians=2), here)
            make.family(child_age=9, level=Level.G1)
            write_down(worker, home.link)
        listed(client)
        with CaptureQueriesContext(connection) as asked:
            listed(client)
        counts.append(len(asked))
    assert counts[0] == counts[1], counts
    with django_assert_max_num_queries(15):
        listed(client)
