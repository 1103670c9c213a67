"""Pictures, words and phones: five wrong tries and the door rests; nobody learns whose door it is."""

from datetime import date, timedelta

import pytest
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, policy
from portal.accounts.actions import proofs
from portal.accounts.actions.proofs import NotFourPictures, NotRight, Resting, TooEasy
from portal.accounts.adapters import AccountAdapter
from portal.accounts.models import ChildSecret, Device
from portal.accounts.views import limits
from portal.audit import queries as audit
from portal.privacy import actions as vault
from tests.making import accounts as make
from tests.making.doors import FOUR, WRONG, bind, door, new_card, signed_in

pytestmark = pytest.mark.django_db
AT = make.AT


@pytest.fixture
def child():
    return make.child(age=9, at=timezone.now())


@pytest.fixture
def words_child():
    return make.child(age=13, at=timezone.now())


# --- pictures and words


@pytest.mark.parametrize(
    ("pictures", "problem"),
    [
        (FOUR[:3], NotFourPictures),
        ([*FOUR, "cat"], NotFourPictures),
        (["kite", "bell", "moon", "dragon"], NotFourPictures),
        (["kite"] * 4, TooEasy),
    ],
)
def test_four_known_pictures_not_all_alike(child, pictures, problem):
    with pytest.raises(problem):
        actions.set_pictures(by=child, child=child, pictures=pictures, at=AT)


@pytest.mark.parametrize(
    "words",
    ["1234567", "password", "aaaaaaaaaaaa", "x" * 129, "Tongyan", "12345678", "１２３４５６７８", "    a    ", ""],
)
def test_easy_words_are_refused(words_child, words):  # SEC-5
    with pytest.raises(TooEasy):
        actions.set_passphrase(by=words_child, child=words_child, words=words, at=AT)


DRESSED = [
    "tongyan1", "Tongyan2026", "t0ngyan!", "t0ngy@n99", "ton-gyan-88", "TTongyan11", "ｔｏｎｇｙａｎ12",
    "同檐2026", "同簷20268888", "我爱同檐2026", "童言童语2026", "童言无忌123", "mytongyanpass", "t0ngy4n2026",
    "under0ne3ave", "kitetongyan", "password1", "password2026", "p@ssw0rd12",
]  # fmt: skip
OWN_NAMES = [
    "安静的风筝", "安静的风筝2026", "安静的 风筝!!88", "我是安静的风筝啊", "林小满2014", "我的名字叫小满呀",
    "xiaoman林小满",
]  # fmt: skip
FINE = [
    "我家楼下有三棵树", "purple rain kettle fish", "slow moon 88 boats", "童年说的话有很多", "同学们的屋檐很高",
    "大风里的一只麻雀",
]  # fmt: skip


@pytest.fixture
def named():
    child = make.child(age=13, pseudonym="安静的风筝")
    vault.keep(by=None, person=child.pk, real_name="林小满", birth_date=date(2013, 5, 1), at=AT)
    return child


@pytest.mark.parametrize("words", DRESSED + OWN_NAMES)
def test_our_name_and_ones_own_are_no_passphrase_however_dressed_up(named, words):  # SEC-5
    with pytest.raises(TooEasy):
        actions.set_passphrase(by=named, child=named, words=words, at=AT)


@pytest.mark.parametrize("words", FINE)
def test_words_that_only_resemble_them_are_fine(named, words):
    other = make.child(age=None, pseudonym="慢慢的灯笼")
    vault.keep(by=None, person=other.pk, real_name="张麻雀", birth_date=date(2013, 5, 1), at=AT)
    assert actions.set_passphrase(by=named, child=named, words=words, at=AT)  # and another child's name says nothing


@pytest.mark.parametrize("words", ["T0ngyan-is-my-word", "under one eave 2026!", "同簷同簷同簷同簷一二三四五六七八"])
def test_nor_an_adults_password(words):  # SEC-5
    with pytest.raises(ValidationError):
        AccountAdapter().clean_password(words, make.staff())


def test_the_name_here_is_no_passphrase():  # SEC-5
    child = make.child(age=13, pseudonym="爱看书的大鲸鱼和月亮")
    with pytest.raises(TooEasy):
        actions.set_passphrase(by=child, child=child, words=child.pseudonym, at=AT)


@pytest.mark.parametrize(
    "typed", ["苹果 雨伞 小河 风筝", "苹果雨伞小河风筝", "苹果，雨伞，小河，风筝", "苹果　雨伞　小河　风筝"]
)
def test_spaces_and_commas_do_not_matter(client, words_child, typed):
    client.post(new_card(words_child), {"phone": "own"})
    client.post(reverse("signin_choose"), {"own": "1", "words": "苹果 雨伞 小河 风筝"})
    device = Device.objects.get()
    assert actions.check_passphrase(device=device, words=typed, at=AT) == words_child


def test_secrets_are_hashed(client, child, settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    bind(client, child)
    assert ChildSecret.objects.get().hashed.startswith("argon2$argon2id$")


def test_five_wrong_tries_and_the_door_rests(client, child):  # SEC-6
    bind(client, child)
    device = Device.objects.get()
    for _ in range(5):
        with pytest.raises(NotRight):
            actions.check_pictures(device=device, pictures=WRONG, at=AT)
    with pytest.raises(Resting):
        actions.check_pictures(device=device, pictures=FOUR, at=AT)
    assert audit.lines(act="sign_in.rests").count() == 1


def test_a_right_answer_clears_the_tries(client, child):
    bind(client, child)
    device = Device.objects.get()
    for _ in range(3):
        for _ in range(4):
            with pytest.raises(NotRight):
                actions.check_pictures(device=device, pictures=WRONG, at=AT)
        assert actions.check_pictures(device=device, pictures=FOUR, at=AT) == child


def test_a_new_card_wakes_the_door(client, child):
    bind(client, child)
    ChildSecret.objects.update(wrong=5)
    bind(client, child, pictures=WRONG)
    assert signed_in(client) == str(child.pk)
    client.post(reverse("signout"))
    assert client.post(door(child), {"so_far": "fish moon bell", "picture": "kite"}).status_code == 302


def test_a_resting_door_does_not_shut_a_classmates(client, child):  # SEC-6
    other = make.child()
    bind(client, child)
    client.post(reverse("signout"))
    bind(client, other)
    client.post(reverse("signout"))
    for _ in range(7):
        client.post(door(child), {"so_far": "fish moon bell", "picture": "kite"})
    assert signed_in(client) is None
    client.post(door(other), {"so_far": "kite bell moon", "picture": "fish"})
    assert signed_in(client) == str(other.pk)


def test_wrong_pictures_and_unknown_phone_get_one_answer(client, child):  # SEC-7
    bind(client, child)
    client.post(reverse("signout"))
    wrong = client.post(door(child), {"so_far": "fish moon bell", "picture": "kite"})
    stranger = Client().post(door(child), {"so_far": "kite bell moon", "picture": "fish"})
    assert wrong.status_code == stranger.status_code == 200
    assert wrong.context["refusal"].message == stranger.context["refusal"].message
    assert str(child) not in stranger.content.decode()
    assert ChildSecret.objects.get().wrong == 1  # the stranger took no try away


def test_an_unknown_phone_costs_as_much_as_a_wrong_picture(client, child, monkeypatch):  # SEC-7
    bind(client, child)
    hashes = []

    real_make, real_check = proofs.make_password, proofs.check_password
    monkeypatch.setattr(proofs, "make_password", lambda text: hashes.append(1) or real_make(text))
    monkeypatch.setattr(proofs, "check_password", lambda *both: hashes.append(1) or real_check(*both))
    spent = []
    for device in (Device.objects.get(), None):
        hashes.clear()
        with pytest.raises(NotRight):
            actions.check_pictures(device=device, pictures=WRONG, at=AT)
        spent.append(len(hashes))
    assert spent == [1, 1]


def test_fifty_pupils_behind_one_address(child):  # SEC-6
    for _ in range(50):
        client = Client()
        pupil = make.child()
        assert bind(client, pupil).status_code == 302


def test_an_address_that_never_stops_knocking_is_asked_to_wait(client, monkeypatch):  # SEC-6
    cache.clear()
    now = timezone.now()
    monkeypatch.setattr(policy, "now", lambda: now)
    monkeypatch.setitem(limits.KNOCKS, "card", 3)
    address = reverse("card", args=["guess"])
    assert [client.get(address).status_code for _ in range(5)] == [404, 404, 404, 429, 429]
    monkeypatch.setattr(policy, "now", lambda: now + timedelta(minutes=5))
    assert client.get(address).status_code == 404
    cache.clear()


# --- phones


def test_a_shared_phone_shows_tiles_side_by_side(client, child):
    other = make.child()
    bind(client, child)
    bind(client, other)
    assert signed_in(client) == str(other.pk)
    client.post(reverse("signout"))
    page = client.get(reverse("signin")).content.decode()
    assert str(child) in page
    assert str(other) in page
    assert str(child) not in Client().get(reverse("signin")).content.decode()


def test_a_forged_cookie_shows_nothing(client, child):
    bind(client, child)
    cookie = client.cookies["phones"].value
    thief = Client()
    thief.cookies["phones"] = cookie[:-2] + "xx"
    assert str(child) not in thief.get(reverse("signin")).content.decode()


def test_reset_ends_phones_sessions_and_pictures(client, child):  # SEC-8
    guardian = make.guardian()
    bind(client, child, phone="own")
    _card, token = actions.reset_sign_in(by=guardian, child=child, at=AT)
    assert client.get("/zh-hans/signin/").context["user"].is_anonymous
    assert str(child) not in client.get(reverse("signin")).content.decode()
    assert not ChildSecret.objects.exists()
    assert actions.use_card(token=token, own_phone=True, at=AT).child == child


def test_only_one_phone_goes_and_never_another_childs(client, child):  # SEC-8
    other, guardian = make.child(at=AT), make.guardian()
    bind(client, child, phone="own")
    theirs = Device.objects.create(child=other, token_hash="x", own_phone=True, bound_at=AT)
    mine = Device.objects.get(child=child)
    second = Device.objects.create(child=child, token_hash="y", own_phone=True, bound_at=AT)
    actions.reset_sign_in(by=guardian, child=child, only=theirs, at=AT)
    assert set(Device.objects.filter(ended_at=None)) == {theirs, mine, second}
    actions.reset_sign_in(by=guardian, child=child, only=second, at=AT)
    assert set(Device.objects.filter(ended_at=None)) == {theirs, mine}


def test_a_forgotten_phone_shows_no_tile(client, child):
    bind(client, child)
    actions.forget_device(by=child, device=Device.objects.get(), at=AT)
    client.post(reverse("signout"))
    assert str(child) not in client.get(reverse("signin")).content.decode()


@pytest.mark.parametrize(("phone", "lasts"), [("own", True), ("shared", False)])
def test_own_phone_fourteen_days_shared_until_the_browser_closes(client, child, phone, lasts):
    bind(client, child, phone=phone)
    assert client.session.get_expire_at_browser_close() is not lasts
    if lasts:
        assert client.session.get_expiry_age() == 14 * 24 * 3600


def test_a_childs_account_has_no_other_way_in(client, child):
    assert child.email == ""
    assert not child.has_usable_password()
    client.post(reverse("account_login"), {"login": child.username, "password": "x"})
    client.post(reverse("account_request_login_code"), {"email": child.username})
    assert signed_in(client) is None


def test_the_guardian_is_out_when_the_child_comes_in(client, child):
    client.force_login(make.guardian())
    bind(client, child)
    assert signed_in(client) == str(child.pk)


def test_handing_over_ends_the_guardians_session(client):
    client.force_login(make.guardian())
    assert client.get(reverse("switch")).status_code == 200
    assert client.post(reverse("switch"))["Location"] == reverse("signin")
    assert signed_in(client) is None
    assert client.get("/family/").status_code in {302, 404}


def test_a_new_session_key_at_sign_in(client, child):  # SEC-8
    client.get(reverse("signin"))
    client.post(new_card(child), {"phone": "own"})
    before = client.session.session_key
    client.post(reverse("signin_choose"), {"so_far": " ".join(FOUR), "keep": "1"})
    assert client.session.session_key != before


def test_pages_of_the_door_are_kept_by_no_cache(client, child):
    for address in (new_card(child), reverse("signin"), reverse("signin_choose")):
        assert "no-store" in client.get(address)["Cache-Control"]
