"""What a child made in its group: bound to a place there, its own part read by nobody else."""

import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.making import accounts as make_accounts
from tests.making import activities as make_activities
from tests.making import voices as make
from voices import actions, queries
from voices.models import Voice

pytestmark = pytest.mark.django_db
HERE = "我们一起画的地图"


@pytest.fixture
def group():
    return make_activities.activity(capacity=9)


def member(group, **more):
    home = make.home(**more)
    make_activities.place(group, home.child)
    return home.child


def begun(child, activity):
    return actions.start(by=child, kind="story", client_key=uuid.uuid4(), activity=activity, at=timezone.now())


def test_only_who_has_a_place_makes_something_there(group):
    child, stranger = member(group), make.home().child
    assert begun(child, group).activity == group
    with pytest.raises(actions.NotYours):
        begun(stranger, group)


def test_from_the_group_to_a_story_of_it(client, group):
    child = member(group)
    make_accounts.sign_in(client, child)
    page = client.get(reverse("activities:group", args=[group.pk])).content.decode()
    made = reverse("voices:made", args=[group.pk])
    assert made in page
    write = f"{reverse('voices:begin')}?group={group.pk}"
    assert write in client.get(made).content.decode()
    assert group.label in client.get(write).content.decode()
    sent = {"group": str(group.pk), "key": str(uuid.uuid4()), "kind": "story", "body": HERE, "do": "save"}
    client.post(reverse("voices:begin"), sent)
    voice = Voice.objects.get(author=child)
    assert (voice.activity, voice.draft.body) == (group, HERE)
    assert HERE in client.get(made).content.decode()
    assert "1" in client.get(reverse("activities:group", args=[group.pk])).content.decode().split(made)[1][:200]


@pytest.mark.parametrize("asked", ["", "x", "\x00", str(uuid.UUID(int=4)), "theirs"])
def test_another_group_is_none_and_no_word_is_lost(client, group, asked):
    child = make.home().child
    make_accounts.sign_in(client, child)
    asked = str(group.pk) if asked == "theirs" else asked
    client.post(reverse("voices:begin"), {"group": asked, "kind": "story", "body": HERE, "do": "save"})
    voice = Voice.objects.get(author=child)
    assert (voice.activity, voice.draft.body) == (None, HERE)
    assert client.get(reverse("voices:made", args=[group.pk])).status_code == 404


def test_others_see_it_only_while_everybody_may(client, group):  # MOD-1, MOD-24
    author, reader = member(group), member(group)
    hidden, shown = (make.draft(author, body=f"{HERE}{n}", activity=group) for n in "一二")
    make_accounts.sign_in(client, reader)
    page = reverse("voices:made", args=[group.pk])
    actions.submit(by=author, voice=shown, at=timezone.now())
    assert HERE not in client.get(page).content.decode()
    make.approve(shown)
    words = client.get(page).content.decode()
    assert f"{HERE}二" in words
    assert f"{HERE}一" not in words
    assert [each.voice for each in queries.made_in(author, group, at=timezone.now()).own] == [shown, hidden]
    actions.take_back(by=author, voice=shown, at=timezone.now())
    assert HERE not in client.get(page).content.decode()


def test_more_things_ask_no_more_questions(client, group):
    reader = member(group)
    make_accounts.sign_in(client, reader)
    counts = []
    for number in (1, 2):
        for _ in range(number):
            make.approve(make.sent(member(group), activity=group))
            make.draft(reader, activity=group)
        with CaptureQueriesContext(connection) as asked:
            client.get(reverse("voices:made", args=[group.pk]))
        counts.append(len(asked))
    assert counts[0] == counts[1], counts


def test_an_answer_to_nothing_is_not_found(client):
    home = make.home()
    voice = make.sent(home.child)
    make_accounts.sign_in(client, home.child)
    assert client.post(reverse("voices:nod", args=[voice.pk]), {"revision": "x"}).status_code == 404
