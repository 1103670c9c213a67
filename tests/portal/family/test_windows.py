"""What guardians and children meet: their own and nobody else's, equal answers, two clicks to take back."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities import queries as activities
from portal.consent import actions, queries
from portal.consent.purposes import Level, Purpose
from tests.making import activities as make_activities
from tests.making import consent as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make.family(child_age=9)


def body(page) -> str:
    return page.content.decode()


def say(client, address, answer, **more):
    """Opens the page and answers from it."""
    return client.post(address, {"answer": answer, **read(client, address), **more})


def read(client, address) -> dict:
    """What a page hands back with an answer: which words it showed, and which own answer it knows of."""
    return dict(re.findall(r'name="(notice|seen)" value="([^"]+)"', body(client.get(address))))


def guardians_page(home, purpose=Purpose.PUBLISH):
    return reverse("family:say", args=[home.child.pk, purpose])


def test_a_guardian_answers_and_takes_back_in_two_clicks(client, home):  # CON-11
    client.force_login(home.guardian)
    first = body(client.get(reverse("family:child", args=[home.child.pk])))
    address = guardians_page(home)
    assert f'href="{address}"' in first  # one click
    assert say(client, address, "yes").status_code == 302
    make.says(home.child, home.child, Purpose.PUBLISH)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())
    assert 'value="back"' in body(client.get(address))
    assert client.post(address, {"answer": "back"}).status_code == 302  # and the second
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())


def test_yes_and_no_are_alike_and_nothing_is_chosen(client, home):  # CON-4
    for who, address in [
        (home.guardian, guardians_page(home)),
        (home.child, "/zh-hans/me/says/publish/"),
        (home.guardian, reverse("family:before_adding")),
    ]:
        client.force_login(who)
        page = body(client.get(address)).partition("<main")[2].partition("</main>")[0]
        button = r'<(?:button|a) class="([^"]*)"(?: href="[^"]*")?(?: name="answer" value="(?:yes|no)")?>'
        found = re.findall(button, page)
        assert found.count("answer__button") == 2
        assert "checked" not in page
        assert "button--main" not in page
        assert "autofocus" not in page


def test_an_answer_needs_a_button(client, home):
    client.force_login(home.guardian)
    notice = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=timezone.now())
    assert client.post(guardians_page(home), {"notice": notice.pk}).status_code == 400
    assert not queries.answers_of(home.guardian, child=home.child).exists()


def test_a_stale_page_is_read_again(client, home):
    client.force_login(home.guardian)
    old = queries.notice(Purpose.LIVE, "guardian", "zh-hans", at=timezone.now())
    page = client.post(guardians_page(home), {"answer": "yes", "notice": old.pk})
    assert page.status_code == 409
    assert not queries.answers_of(home.guardian, child=home.child).exists()


def test_nobody_elses_child_is_there(client, home):  # CON-9
    other = make.family(child_age=9)
    ask = actions.ask(by=other.child, child=other.child, purpose=Purpose.PUBLISH, at=timezone.now())
    client.force_login(home.guardian)
    for address in [
        reverse("family:child", args=[other.child.pk]),
        guardians_page(other),
        reverse("family:ask", args=[ask.pk]),
    ]:
        assert client.get(address, follow=True).status_code == 404
    client.force_login(home.child)
    assert client.get(f"/zh-hans/me/asks/{ask.pk}/").status_code == 404
    assert client.get(reverse("family:home")).status_code == 403


def test_neither_guardian_learns_of_the_other(client):  # CON-9
    home = make.family(child_age=9, guardians=2)
    first, second = home.guardians
    second.pseudonym = "第二位CANARY"
    second.save()
    make.says(first, home.child, Purpose.PUBLISH)
    make.says(home.child, home.child, Purpose.PUBLISH, words="悄悄CANARY话")
    make.says(second, home.child, Purpose.PUBLISH, yes=False)
    client.force_login(first)
    for address in [reverse("family:home"), reverse("family:child", args=[home.child.pk]), guardians_page(home)]:
        page = body(client.get(address))
        assert "CANARY" not in page
        assert second.email not in page
        assert str(second.pk) not in page
    assert "停着" in page


def test_what_another_guardian_said_is_not_ones_own(home):  # CON-9, CON-19
    other = make.person("guardian")
    make.link(home.child, other)
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    question = queries.question(child=home.child, person=other, purpose=Purpose.PUBLISH, at=timezone.now())
    assert (question.mine, question.seen) == (None, 0)


def test_an_activity_is_two_questions_each_by_itself(client, home):  # CON-5
    walk = make_activities.activity()
    client.force_login(home.guardian)
    page = client.post(reverse("family:choose", args=[home.child.pk, walk.pk]))
    assert say(client, page.url, "yes").status_code == 302
    scope = activities.scope(walk)
    make.says(home.child, home.child, Purpose.ACTIVITY, scope)
    make.says(home.child, home.child, Purpose.LIVE, scope)
    assert queries.may(home.child.pk, Purpose.ACTIVITY, scope, at=timezone.now())
    assert not queries.may(home.child.pk, Purpose.LIVE, scope, at=timezone.now())
    assert walk.name in body(client.get(page.url))


def test_a_child_nods_in_own_words_or_says_no(client, home):  # CON-10
    client.force_login(home.child)
    address = "/zh-hans/me/says/publish/"
    assert "我可以不说话" in body(client.get(address))
    say(client, address, "yes", words="我想让大家知道")
    [event] = queries.answers_of(home.child, child=home.child)
    assert (event.words, event.notice.audience, event.state) == ("我想让大家知道", "9-12", "given")
    client.post(address, {"answer": "back"})
    assert queries.answers_of(home.child, child=home.child).first().state == "withdrawn"


def test_under_eight_somebody_reads_along(client):
    young = make.family(child_age=7)
    client.force_login(young.child)
    address = "/zh-hans/me/says/publish/"
    assert say(client, address, "yes").status_code == 400
    assert say(client, address, "yes", helper="小禾社工").status_code == 302
    assert queries.answers_of(young.child, child=young.child).get().helper == "小禾社工"


def test_a_no_needs_nobody(client):
    young = make.family(child_age=7)
    client.force_login(young.child)
    assert say(client, "/zh-hans/me/says/publish/", "no").status_code == 302


def test_below_the_level_a_yes_waits_and_says_so(client):  # CON-7
    home = make.family(child_age=9, level=Level.G1)
    client.force_login(home.guardian)
    say(client, guardians_page(home), "yes")
    assert "先替您记下了" in body(client.get(guardians_page(home)))
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())


@pytest.mark.parametrize("rows", [1, 3])
def test_first_page_asks_the_same_whatever_its_length(client, home, rows, django_assert_max_num_queries):
    for _ in range(rows - 1):
        kid = make.child(age=10)
        make.link(kid, home.guardian)
    for link in queries.links_of(home.guardian):
        actions.ask(by=link.child, child=link.child, purpose=Purpose.PUBLISH, at=timezone.now())
    client.force_login(home.guardian)
    client.get(reverse("family:home"))
    with django_assert_max_num_queries(9):
        page = client.get(reverse("family:home"))
    assert body(page).count("person__name") == rows


@pytest.mark.parametrize("rows", [1, 3])
def test_childs_pages_ask_the_same_whatever_their_length(client, home, rows, django_assert_max_num_queries):
    at = timezone.now()
    for _ in range(rows):
        walk = make_activities.activity()
        make_activities.place(walk, home.child)
        what = {"by": home.child, "child": home.child, "scope": activities.scope(walk), "about": {"en": walk.name}}
        actions.ask(purpose=Purpose.ACTIVITY, ends_at=at + timedelta(days=3), at=at, **what)
        make_activities.activity()
    for who, address in [
        (home.guardian, reverse("family:child", args=[home.child.pk])),
        (home.child, "/zh-hans/me/"),
        (home.child, "/zh-hans/me/seen/"),
    ]:
        client.force_login(who)
        client.get(address)
        with django_assert_max_num_queries(19):
            assert client.get(address).status_code == 200
