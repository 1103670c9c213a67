"""Sign-ups from a list are invitations: tried by line, carried out whole; nobody's yes is written down."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from activities import actions as joining
from activities.desk import actions, queries
from activities.desk.models import Invited
from activities.models import Place
from activities.purposes import scope
from activities.states import State
from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent.models import Ask, Event
from portal.consent.purposes import Purpose
from portal.figures.sheets import xlsx
from portal.notices.models import Message
from tests.making import accounts, consent
from tests.making import activities as make_activities
from tests.making import desk as make

pytestmark = pytest.mark.django_db
NAME, REAL = "会飞的伞", "真名"


@pytest.fixture
def hall():
    return make.hall()


@pytest.fixture
def home(hall):
    """A family that the activity's office knows, and whose child has nothing to do with the activity."""
    return consent.at_office(consent.family(child_age=9, pseudonym=NAME), hall.office)


@pytest.fixture
def desk(client, hall):
    accounts.sign_in(client, hall.adults[0])
    return client


def attempt(desk, hall, *names, data=None):
    data = xlsx(["名字"], [[name] for name in names]) if data is None else data
    sent = {"file": SimpleUploadedFile("list.csv", data)}
    return desk.post(reverse("desk_day:invite", args=[hall.activity.pk]), sent)


def outcomes(page) -> list[str]:
    return [str(line["outcome"]) for line in page.context["lines"]]


def carry_out(desk, hall, page, **more):
    sent = {"tried": page.context["tried"]} | more
    return desk.post(reverse("desk_day:invite_done", args=[hall.activity.pk]), sent, follow=True)


def test_a_list_invites_and_says_yes_for_nobody(desk, hall, home):
    page = attempt(desk, hall, NAME)
    assert (outcomes(page), Invited.objects.count(), Message.objects.count()) == (["new"], 0, 0)
    assert "邀请了1个孩子" in carry_out(desk, hall, page).content.decode()
    assert Invited.objects.get().child == home.child
    assert sorted(Message.objects.values_list("person", "kind")) == sorted(
        [(home.child.pk, "desk.invited"), (home.guardian.pk, "desk.invited_home")]
    )
    assert not Place.objects.filter(child=home.child).exists()
    assert not Event.objects.filter(child=home.child).exists()
    assert not Ask.objects.filter(child=home.child).exists()
    line = audit.lines(act="places.invited").get()
    assert (line.detail["rows"], len(line.detail["file"])) == (1, 64)
    assert NAME in desk.get(reverse("desk_day:invite", args=[hall.activity.pk])).content.decode()


def test_no_letter_goes_to_an_account_that_is_closed(desk, hall, home):
    type(home.guardian).objects.filter(pk=home.guardian.pk).update(is_active=False)
    carry_out(desk, hall, attempt(desk, hall, NAME))
    assert set(Message.objects.values_list("person", flat=True)) == {home.child.pk}


def test_who_is_invited_joins_as_everybody_does(desk, hall, home):
    carry_out(desk, hall, attempt(desk, hall, NAME))
    consent.all_say(home, Purpose.ACCOUNT)
    place = joining.join(by=home.child, activity=hall.activity, at=timezone.now())
    assert place.state == "asked"  # home has not said anything by an invitation
    assert queries.invited_and_silent(hall.activity) == []


def test_what_comes_of_each_line(desk, hall, home):
    elsewhere = consent.at_office(consent.family(child_age=9, pseudonym="安静的伞"), make_activities.office())
    closed = consent.at_office(consent.family(child_age=9, pseudonym="关着的门", is_active=False), hall.office)
    grown = consent.at_office(consent.family(child_age=16, pseudonym="高高的树"), hall.office)
    noes = consent.at_office(consent.family(child_age=9, pseudonym="不去的鱼"), hall.office)
    consent.says(noes.child, noes.child, Purpose.ACTIVITY, scope(hall.activity), yes=False)
    type(hall.activity).objects.filter(pk=hall.activity.pk).update(max_age=12)
    known, real = hall.child.pseudonym, REAL + home.child.username
    names = [NAME, NAME.upper(), known, elsewhere.child.pseudonym, closed.child.pseudonym, grown.child.pseudonym,
             noes.child.pseudonym, "没有这个人", real, "=1+1", ""]  # fmt: skip
    page = attempt(desk, hall, *names)
    assert outcomes(page) == [
        "new", "twice", "known", "unknown", "unknown", "age", "known", "unknown", "unknown", "unknown",
    ]  # fmt: skip
    html = page.content.decode()
    assert all(name not in html for name in (elsewhere.child.pseudonym, "没有这个人", real, "=1+1"))
    carry_out(desk, hall, page)
    assert [row.child for row in Invited.objects.all()] == [home.child]


def test_who_took_part_with_this_office_is_known_there(desk, hall):
    guest = make_activities.place(make_activities.activity(office=hall.office), consent.child(age=9, pseudonym=NAME))
    assert outcomes(attempt(desk, hall, guest.child.pseudonym)) == ["new"]


def test_twice_is_once(desk, hall, home):
    page = attempt(desk, hall, NAME)
    carry_out(desk, hall, page)
    assert "没有做任何事" in carry_out(desk, hall, page).content.decode()
    assert outcomes(attempt(desk, hall, NAME)) == ["known"]
    assert (Invited.objects.count(), Message.objects.count()) == (1, 2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Invited.objects.create(activity=hall.activity, child=home.child, made_by=hall.adults[0], made_at=timezone.now())


def test_all_are_invited_or_none(desk, hall, home):
    other = consent.at_office(consent.family(child_age=9, pseudonym="安静的伞"), hall.office)
    page = attempt(desk, hall, NAME, "安静的伞")
    make_activities.place(hall.activity, other.child)
    assert "没有做任何事" in carry_out(desk, hall, page).content.decode()
    assert not Invited.objects.exists()


@pytest.mark.parametrize("data", [
    b"", b"\x89PNG" + bytes(99), b"x" * (10 * 1024 * 1024), b"PK\x03\x04junk", "别的列\n会飞的伞".encode(),
    "名字,名字\na,b".encode(), ("名字\n" + "会飞的伞\n" * 101).encode(),
])  # fmt: skip
def test_a_wrong_file_is_answered_in_words(desk, hall, data):
    page = attempt(desk, hall, data=data)
    assert page.status_code == 400
    assert 'class="field__error"' in page.content.decode()


def test_nothing_else_is_carried_out(desk, hall, home, monkeypatch):
    page = attempt(desk, hall, NAME)
    for tried in ("", "x", page.context["tried"][:-6] + "AAAAA=", "\x00"):
        assert carry_out(desk, hall, page, tried=tried).status_code == 200
    other, near = make.hall(), make_activities.activity(office=hall.office, made_by=hall.adults[0])
    desk.post(reverse("desk_day:invite_done", args=[near.pk]), {"tried": page.context["tried"]})  # not tried for it
    accounts.sign_in(desk, hall.adults[1])
    carry_out(desk, hall, page)  # a colleague's
    accounts.sign_in(desk, other.adults[0])
    carry_out(desk, other, page)  # another activity's
    assert carry_out(desk, hall, page).status_code == 404
    accounts.sign_in(desk, hall.adults[0])
    later = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr("activities.desk.views.inviting.timezone.now", lambda: later)
    carry_out(desk, hall, page)
    assert not Invited.objects.exists()


def test_who_may_invite(hall, home):
    send = {"activity": hall.activity, "children": [home.child.pk], "digest": "d", "at": timezone.now()}
    for person in (make.adult(make_activities.office()), hall.child, home.guardian):
        with pytest.raises(actions.NotYours):
            actions.invite_many(by=person, **send)
    late = accounts.staff(Role.FACILITATOR, office=hall.office, vetted=False)
    with pytest.raises(actions.NotYours):
        actions.invite_many(by=late, **send)
    type(hall.activity).objects.filter(pk=hall.activity.pk).update(state=State.CLOSED)
    with pytest.raises(actions.NotReady):
        actions.invite_many(by=hall.adults[0], **send)
    assert not Invited.objects.exists()


def test_a_letter_is_kept_back_from_who_must_not_hear(desk, hall, home):  # SAF-4
    from portal.notices.actions import block

    block(by=None, person=home.guardian, about=f"child:{home.child.pk}")
    carry_out(desk, hall, attempt(desk, hall, NAME))
    assert list(Message.objects.values_list("person", flat=True)) == [home.child.pk]


def test_a_hundred_names_ask_as_much_as_one(hall, home):
    counts = []
    for more in (0, 5):
        for number in range(more):
            consent.at_office(consent.family(child_age=9, pseudonym=f"会飞的伞{number}"), hall.office)
        names = [NAME, "谁也不是", "", *(f"会飞的伞{number}" for number in range(more))]
        with CaptureQueriesContext(connection) as count:
            told = queries.invitable(hall.activity, names, at=timezone.now())
        assert [child.pseudonym if child else None for _outcome, child in told][:3] == [NAME, None, None]
        counts.append(len(count))
    assert counts[0] == counts[1]


def test_names_are_found_in_any_case_and_spacing():
    child = make_activities.child(pseudonym="Blue Kite É7")
    found = people.children_named(["blue  kite É7", "BLUE KITE É7", "blue kite", ""])
    assert found == [child, child, None, None]
