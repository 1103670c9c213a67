"""The pages of a child who begins alone, and of the grown-up who is asked (CON-8)."""

import re
from urllib.parse import unquote

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import Device, User
from portal.accounts.views import limits
from portal.consent import actions, queries
from portal.consent.models import Invitation, Start
from portal.consent.states import StartState
from tests.making import accounts as make_accounts
from tests.making import doors
from tests.making import starting as make

pytestmark = pytest.mark.django_db
YES = {"real_name": "欧阳禾苗", "birth_date": "2015-05-04", "relation": "mother"}


@pytest.fixture
def begin(django_capture_on_commit_callbacks):
    """A browser goes through the two pages; answers with where it lands."""

    def go(client, *, years=11, name="爱数台阶的猫", contact=make.MAIL, phone="own"):
        client.post(reverse("start"), {"years": years})
        said = {"pseudonym": name, "avatar": "cat", "contact": contact, "phone": phone}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(reverse("start_who"), said)

    return go


def guardian(email=make.MAIL):
    client, person = Client(), make.grown_up(email=email)
    make_accounts.sign_in(client, person)
    return client, person


def text(response) -> str:
    """A page without what differs by nature: its form's token, and its own address in the link to the other tongue."""
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r"/family/asked/[\w/-]+", "HERE", unquote(page))


def test_the_whole_way(client, begin):
    room = begin(client)["Location"]
    assert "现在等你的大人" in client.get(room).content.decode()
    theirs, person = guardian()
    token = make.token_in()
    page = theirs.get(reverse("family:asked", args=[token]))
    assert "爱数台阶的猫" in page.content.decode()
    done = theirs.post(reverse("family:welcome", args=[token]), YES)
    child = queries.children_of(person).get()
    assert done["Location"] == reverse("family:child", args=[child.pk])
    assert "你的大人同意了" in client.get(room).content.decode()
    assert client.post(room + "enter/")["Location"] == reverse("signin_choose")
    client.post(reverse("signin_choose"), {"so_far": " ".join(doors.FOUR), "keep": "1"})
    assert doors.signed_in(client) == str(child.pk)
    assert Device.objects.get(child=child).own_phone
    assert client.get(room).status_code == 404
    assert "starts" not in client.cookies or not client.cookies["starts"].value


def test_who_is_new_signs_up_on_the_way(begin, django_capture_on_commit_callbacks):
    begin(Client())
    grown, token = Client(), make.token_in()
    page = grown.get(reverse("asked", args=[token]))
    signup = re.search(r'href="(/accounts/signup/\?next=[^"]+)"', page.content.decode()).group(1)
    address = reverse("family:asked", args=[token])
    assert unquote(signup.split("next=")[1]) == address
    with django_capture_on_commit_callbacks(execute=True):
        grown.post(signup, {"email": make.MAIL, "next": address})
    code = re.search(r"^([A-Z0-9]{4}-[A-Z0-9]{4})$", mail.outbox[-1].body, re.M).group(1)
    answer = grown.post(reverse("account_email_verification_sent"), {"code": code})
    assert answer["Location"] == address
    assert grown.get(address).status_code == 200  # the code that was just typed is the proof


@pytest.mark.parametrize(("years", "words"), [(7, "叫一位你的大人来"), (18, "你已经是大人了")])
def test_the_young_and_the_grown_are_led_elsewhere(client, years, words):
    page = client.post(reverse("start"), {"years": years})
    assert words in page.content.decode()
    assert client.get(reverse("start_who"))["Location"] == reverse("start")


def test_no_age_is_kept(client, begin):  # PRI-8
    begin(client, years=13)
    assert "13" not in str(Start.objects.values().get()["state"])
    assert not {field.name for field in Start._meta.get_fields()} & {"age", "years", "birth_date", "born"}
    assert not client.session.get("start_old_enough")


def test_the_contact_is_never_shown_again(client, begin):  # CON-8
    room = begin(client, contact=make.NUMBER)["Location"]
    assert make.NUMBER not in client.get(room).content.decode()
    token = make.token_in()
    grown = Client()
    make_accounts.sign_in(grown, make.grown_up_by_phone())
    assert make.NUMBER not in grown.get(reverse("family:asked", args=[token])).content.decode()


def test_the_child_never_sees_the_link(client, begin):  # CON-8
    room = begin(client)["Location"]
    token = make.token_in()
    for address in (room, reverse("start_room")):
        assert token not in client.get(address, follow=True).content.decode()
    assert token not in str(client.cookies) + str(dict(client.session))


def test_before_a_proof_every_link_says_the_same(begin):  # CON-8 guessed
    begin(Client())
    token = make.token_in()
    pages = {
        text(Client().get(reverse("asked", args=[each]))).replace(each, "T") for each in (token, "guess", "x" * 32)
    }
    assert len(pages) == 1
    assert "爱数台阶的猫" not in pages.pop()


def test_used_old_forwarded_and_guessed_links_answer_alike(begin, monkeypatch):  # CON-8
    begin(Client())
    token = make.token_in()
    aunt, _person = guardian("aunt@example.org")
    forwarded = aunt.get(reverse("family:asked", args=[token]))
    grown, person = guardian()
    grown.post(reverse("family:asked", args=[token]), {"answer": "no"})
    used = grown.get(reverse("family:asked", args=[token]))
    guessed = grown.get(reverse("family:asked", args=["nothing"]))
    posted = grown.post(reverse("family:asked", args=[token]), {"answer": "no"})
    tried = grown.post(reverse("family:welcome", args=[token]), YES)
    begin(Client(), name="爱数台阶的狗")
    Invitation.objects.update(expires_at=timezone.now())
    old = grown.get(reverse("family:asked", args=[make.token_in()]))
    answers = [forwarded, used, guessed, posted, tried, old]
    assert {each.status_code for each in answers} == {410}
    assert len({text(each) for each in answers}) == 1
    assert not queries.children_of(person).exists()


@pytest.mark.parametrize("how", ["began here", "a child's own phone", "a child signed in"])
def test_a_phone_of_a_child_is_no_place_for_a_yes(client, begin, how):  # CON-8 same phone, child posing as guardian
    if how == "began here":
        begin(client)
    else:
        begin(Client())
        doors.bind(client, make_accounts.child(), phone="own" if how == "a child's own phone" else "shared")
    token = make.token_in()
    if how == "a child signed in":
        assert "请用大人自己的手机" in client.get(reverse("asked", args=[token])).content.decode()
        assert client.get(reverse("family:asked", args=[token])).status_code == 403
        return
    make_accounts.sign_in(client, make.grown_up())  # even the right person: the phone may have been lent
    for address in (reverse("asked", args=[token]), reverse("family:asked", args=[token])):
        assert "请用大人自己的手机" in client.get(address).content.decode()
    for name, said in (("asked", {"answer": "no"}), ("welcome", YES)):
        client.post(reverse(f"family:{name}", args=[token]), said)
    assert Start.objects.get().state == StartState.WAITING


def test_a_phone_that_siblings_share_may_be_the_grown_ups(client, begin):
    """A tablet on which a child has a door plate is nobody's own; its grown-up answers there."""
    begin(Client())
    doors.bind(client, make_accounts.child(), phone="shared")
    client.post(reverse("signout"))
    make_accounts.sign_in(client, make.grown_up())
    assert client.get(reverse("family:asked", args=[make.token_in()])).status_code == 200


def test_a_grown_up_shows_again_who_they_are(begin, monkeypatch):  # CON-8, SEC-9
    """A child who holds an unlocked phone of home for a moment is asked for the code that goes there."""
    begin(Client())
    grown, _person = guardian()
    from portal.accounts import policy

    monkeypatch.setattr(policy, "now", lambda: timezone.now() + policy.FRESH_FOR)
    for name in ("asked", "welcome"):
        answer = grown.get(reverse(f"family:{name}", args=[make.token_in()]))
        assert answer["Location"].startswith(reverse("again"))


def test_a_no_is_kind_and_says_no_reason(client, begin):
    room = begin(client)["Location"]
    grown, _person = guardian()
    page = grown.post(reverse("family:asked", args=[make.token_in()]), {"answer": "no"})
    assert "您的不同意已记下" in page.content.decode()
    said = client.get(room).content.decode()
    assert "你的大人还没有同意" in said
    assert "再写给大人一次" not in said


def test_anything_but_a_no_is_no_no(begin):
    begin(Client())
    grown, _person = guardian()
    grown.post(reverse("family:asked", args=[make.token_in()]), {"answer": ""})
    assert Start.objects.get().state == StartState.WAITING


def test_another_browser_finds_no_room(client, begin):
    room = begin(client)["Location"]
    other = Client()
    assert other.get(room).status_code == 404
    for act in ("again/", "stop/", "enter/"):
        assert other.post(room + act).status_code == 404
    assert Start.objects.count() == 1


def test_asking_again_and_stopping(client, begin, django_capture_on_commit_callbacks, monkeypatch):
    room = begin(client)["Location"]
    page = client.post(room + "again/", follow=True)
    assert "已经有一条消息了" in page.content.decode()
    client.post(room + "stop/")
    assert not Start.objects.exists()
    assert client.get(room).status_code == 404
    assert begin(client)["Location"] != room  # and the same browser may begin anew


def test_siblings_on_one_phone_wait_side_by_side(client, begin, django_assert_max_num_queries):
    counts = []
    for number, name in enumerate(("猫", "狗", "鱼"), 1):
        begin(client, name=f"爱数台阶的{name}", contact=f"mum{number}@example.org", phone="shared")
        with django_assert_max_num_queries(12) as asked:
            page = client.get(reverse("start_room"))
        counts.append(len(asked))
    assert all(f"爱数台阶的{name}" in page.content.decode() for name in ("猫", "狗", "鱼"))
    assert counts[0] == counts[2]
    begin(client, name="爱数台阶的鸟", contact="mum4@example.org")
    assert client.get(reverse("start"))["Location"] == reverse("start_room")  # four are enough for one phone


def test_after_the_yes_on_a_shared_phone_it_takes_the_card(client, begin):
    room = begin(client, phone="shared")["Location"]
    make.says_yes(make.grown_up(), make.token_in())
    assert "门牌卡" in client.get(room).content.decode()
    client.post(room + "enter/")
    assert not Device.objects.exists()
    assert client.cookies["starts"]["max-age"] == ""  # and the room is gone with the browser


def test_too_many_beginnings_and_guesses_from_one_address(client, begin, monkeypatch):  # CON-8 brute force
    monkeypatch.setitem(limits.KNOCKS, "asked", 3)
    monkeypatch.setitem(limits.KNOCKS, "start", 1)
    for _ in range(3):
        assert client.get(reverse("asked", args=["guess"])).status_code == 200
    assert client.get(reverse("asked", args=["guess"])).status_code == 429
    grown, _person = guardian()
    assert grown.get(reverse("family:asked", args=["guess"])).status_code == 429
    begin(Client())
    assert begin(Client(), name="爱数台阶的狗").status_code == 429
    assert Start.objects.count() == 1


@pytest.mark.parametrize(
    "wrong", [{"contact": "12345"}, {"contact": ""}, {"phone": ""}, {"name": "张老师"}, {"name": ""}]
)
def test_what_is_wrong_is_said_beside_it(client, begin, wrong):
    page = begin(client, **wrong)
    assert page.status_code == 400
    assert "field--wrong" in page.content.decode()
    assert not Start.objects.exists()


def test_a_name_whose_child_came_in_first_is_said_kindly(client, begin):
    make_accounts.child(pseudonym="爱数台阶的猫")
    page = begin(client)
    assert page.status_code == 400
    assert "这个名字在这里不能用" in page.content.decode()


def test_without_short_messages_an_address_is_asked_for(client, settings, begin):
    settings.SMS = {"way": "off"}
    client.post(reverse("start"), {"years": 11})
    assert "手机号" not in client.get(reverse("start_who")).content.decode()
    assert begin(client, contact=make.NUMBER).status_code == 400


def test_the_way_in_is_on_the_childrens_door(client):
    assert reverse("start") in client.get(reverse("signin")).content.decode()


def test_nobody_is_a_person_before_the_yes(client, begin):
    begin(client)
    assert User.objects.count() == 0
    with pytest.raises(actions.LinkIsOver):
        make.says_yes(make.grown_up(email="other@example.org"), make.token_in())
