"""How a family is asked: yes and no alike, once, in any language, and kindly where there is nothing to answer."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.consent import actions, queries
from portal.consent.models import Ask, Assessment, Event, Notice
from portal.consent.purposes import Level, Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.django_db
SCOPE = "activity:1c1d8f6e-7a64-4f0f-9d8e-0f6a0b1c2d3e"


@pytest.fixture
def home():
    return make.family(child_age=9)


def of(who, home, purpose=Purpose.PUBLISH) -> str:
    return f"/zh-hans/me/says/{purpose}/" if who.is_child else reverse("family:say", args=[home.child.pk, purpose])


def come_in(person, language="zh-hans") -> Client:
    client = Client()
    make_accounts.sign_in(client, person)
    client.cookies["django_language"] = language
    return client


def read(page) -> dict:
    return dict(re.findall(r'name="(notice|seen)" value="([^"]+)"', page.content.decode()))


def buttons(page) -> list[tuple[str, str]]:
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.findall(r'<button class="([^"]*)" name="answer" value="([^"]*)"', main)


def last(person, home):
    return queries.answers_of(person, child=home.child).first()


@pytest.mark.parametrize("who", ["guardian", "child"])
@pytest.mark.parametrize("said", ["nothing", "yes", "no", "back", "waiting"])
def test_yes_and_no_stand_beside_each_other_whatever_was_said(home, who, said):  # CON-4
    person = getattr(home, who)
    if said == "waiting":
        home.link.level = Level.G1
        home.link.save()
    if said != "nothing":
        make.says(person, home.child, Purpose.PUBLISH, yes=said != "no")
    if said == "back":
        actions.withdraw(by=person, child=home.child, purpose=Purpose.PUBLISH, at=timezone.now())
    client = come_in(person)
    first, second = buttons(client.get(of(person, home)))
    assert first[0] == second[0] == "answer__button"
    assert first[1] == "yes"
    assert second[1] == ("back" if said in ("yes", "waiting") else "no")
    for _cls, value in (second, first):
        page = client.get(of(person, home))
        assert client.post(of(person, home), {"answer": value, **read(page)}).status_code == 302


@pytest.mark.parametrize("who", ["guardian", "child"])
def test_a_standing_yes_is_said_again_on_its_page(home, who):
    person = getattr(home, who)
    make.says(person, home.child, Purpose.PUBLISH, at=timezone.now() - timedelta(days=200))
    client = come_in(person)
    page = client.get(of(person, home))
    assert "说过：同意" in page.content.decode()
    client.post(of(person, home), {"answer": "yes", **read(page)})
    assert last(person, home).state == "renewed"


@pytest.mark.parametrize("who", ["guardian", "child"])
def test_an_old_tab_shows_what_was_said_since_and_asks_again(home, who):
    person = getattr(home, who)
    client = come_in(person)
    tab = read(client.get(of(person, home)))
    make.says(person, home.child, Purpose.PUBLISH, yes=False)
    page = client.post(of(person, home), {"answer": "yes", "words": "我想想", **tab})
    text = page.content.decode()
    assert page.status_code == 409
    assert "又说过不同意" in text
    assert "说过：不同意" in text
    assert [value for _cls, value in buttons(page)] == ["yes", "no"]
    assert last(person, home).state == "refused"
    assert ("我想想" in text) is person.is_child
    client.post(of(person, home), {"answer": "yes", **read(page)})  # and from here it counts
    assert last(person, home).state == "given"


def test_a_form_that_tells_of_no_answer_knows_of_none(home):
    make.says(home.guardian, home.child, Purpose.PUBLISH, yes=False)
    client = come_in(home.guardian)
    notice = read(client.get(of(home.guardian, home)))["notice"]
    assert client.post(of(home.guardian, home), {"answer": "yes", "notice": notice}).status_code == 409
    assert last(home.guardian, home).state == "refused"


@pytest.mark.parametrize("kept", [{}, {"notice": "00000000-0000-4000-8000-000000000000"}])
def test_a_no_is_kept_whatever_page_it_comes_from(home, kept):
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    assert come_in(home.guardian).post(of(home.guardian, home), {"answer": "no", **kept}).status_code == 302
    assert str(last(home.guardian, home).says(timezone.now())) == "no"
    assert Event.objects.count() == 2


@pytest.mark.parametrize(("opened", "answered"), [("zh-hans", "en"), ("en", "zh-hans")])
def test_another_language_is_the_same_question(home, opened, answered):  # CON-3
    page = come_in(home.guardian, opened).get(of(home.guardian, home))
    sent = come_in(home.guardian, answered).post(of(home.guardian, home), {"answer": "yes", **read(page)})
    assert sent.status_code == 302
    event = last(home.guardian, home)
    assert (event.state, event.language, event.notice.language) == ("given", opened, opened)  # the words that were read


def test_new_words_in_the_language_that_was_read_are_read_again(home):  # CON-16
    client = come_in(home.guardian)
    tab = read(client.get(of(home.guardian, home)))
    old = Notice.objects.get(pk=tab["notice"])
    key = {"purpose": old.purpose, "audience": old.audience, "language": old.language}
    new = Notice.objects.create(
        **key, version=2, text=f"{old.text}新", sha256=Notice.digest(f"{old.text}新"), published_at=timezone.now()
    )
    page = client.post(of(home.guardian, home), {"answer": "yes", **tab})
    assert page.status_code == 409
    assert "说明改过了" in page.content.decode()
    assert read(page)["notice"] == str(new.pk)
    assert not Event.objects.exists()


@pytest.mark.parametrize("who", ["guardian", "child"])
@pytest.mark.parametrize("why", ["over", "stopped"])
def test_what_is_not_asked_any_more_says_so_and_leads_on(home, who, why):
    person, at = getattr(home, who), timezone.now()
    make.says(person, home.child, Purpose.ACTIVITY, SCOPE)
    ask = Ask.objects.get(scope=SCOPE)
    if why == "over":
        Ask.objects.filter(pk=ask.pk).update(ends_at=at - timedelta(minutes=1))
    else:
        stop = {
            "verdict": "stop",
            "decided_on": at.date(),
            "paper": "x",
            "kept_until": at + timedelta(days=1100),
        }
        Assessment.objects.create(purpose=Purpose.ACTIVITY, number=9, rule_version=1, at=at, **stop)
    address = f"/zh-hans/me/asks/{ask.pk}/" if person.is_child else reverse("family:ask", args=[ask.pk])
    client = come_in(person)
    page = client.get(address)
    on = reverse("family:child", args=[home.child.pk]) if who == "guardian" else "/zh-hans/me/"
    assert page.status_code == 410
    assert "没有要回答的" in page.content.decode()
    assert f'href="{on}"' in page.content.decode()
    assert client.post(address, {"answer": "yes"}).status_code == 410
    assert last(person, home).state == "given"
    assert client.post(address, {"answer": "back"}, follow=True).redirect_chain[0][0] == on
    assert last(person, home).state == "withdrawn"


@pytest.mark.parametrize("purpose", ["no_such_thing", "activity"])  # the second is only ever about one thing
def test_an_address_that_never_was_a_question_stays_missing(home, purpose):
    for person in (home.guardian, home.child):
        assert come_in(person).get(of(person, home, purpose), follow=True).status_code == 404
        assert come_in(person).post(of(person, home, purpose), {"answer": "no"}, follow=True).status_code == 404
    assert not Event.objects.exists()
