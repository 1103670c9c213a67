"""Door-plate cards: used once, by one browser, within three days; five wrong tries and the door rests."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts import actions, policy
from portal.accounts.actions.cards import CardIsOver, NotAChild
from portal.accounts.actions.proofs import NotFourPictures, NotRight, Resting, TooEasy
from portal.accounts.models import Card, ChildSecret, Device, User
from portal.accounts.states import CardState
from portal.accounts.views import limits
from portal.audit import queries as audit
from tests.making import accounts as make

pytestmark = pytest.mark.django_db
AT = make.AT
FOUR = ["kite", "bell", "moon", "fish"]
WRONG = ["fish", "moon", "bell", "kite"]


@pytest.fixture
def child():
    return make.child(age=9, at=timezone.now())


@pytest.fixture
def words_child():
    return make.child(age=13, at=timezone.now())


def new_card(child, at=None) -> str:
    """The address of a fresh card."""
    _card, token = actions.make_card(by=make.guardian(), child=child, at=at or timezone.now())
    return reverse("card", args=[token])


def bind(client, child, *, phone="shared", pictures=FOUR):
    """Uses a card and keeps four pictures, as a child does without script; leaves the child signed in."""
    client.post(new_card(child), {"phone": phone})
    return client.post(reverse("signin_choose"), {"so_far": " ".join(pictures), "keep": "1"})


def door(child) -> str:
    return reverse("signin_answer", args=[Device.objects.filter(child=child).latest("bound_at").pk])


def signed_in(client) -> str | None:
    return client.session.get("_auth_user_id")


# --- making


def test_only_guardians_and_staff_make_cards_and_only_for_children():
    for by, whom in [
        (make.child(), make.child()),
        (make.partner(), make.child()),
        (make.guardian(), make.guardian()),
        (make.staff(), make.staff()),
    ]:
        with pytest.raises(NotAChild):
            actions.make_card(by=by, child=whom, at=AT)


def test_the_token_is_kept_nowhere(child):
    card, token = actions.make_card(by=make.guardian(), child=child, at=AT)
    assert len(token) >= 32
    assert token not in str([*Card.objects.values()])
    assert token not in str([*audit.lines().values()])
    assert card.expires_at == AT + timedelta(hours=72)


def test_a_new_card_replaces_the_old(child):
    _old, first = actions.make_card(by=None, child=child, at=AT)
    actions.make_card(by=None, child=child, at=AT)
    with pytest.raises(CardIsOver):
        actions.use_card(token=first, own_phone=False, at=AT)


# --- using


@pytest.mark.parametrize(("offset", "opens"), [(-1, True), (0, False), (1, False)])
def test_a_card_is_good_for_three_days(child, offset, opens):
    _card, token = actions.make_card(by=None, child=child, at=AT)
    at = AT + timedelta(hours=72, seconds=offset)
    if opens:
        assert actions.use_card(token=token, own_phone=True, at=at).child == child
    else:
        with pytest.raises(CardIsOver):
            actions.use_card(token=token, own_phone=True, at=at)


def test_looking_does_not_use_it_up(client, child):
    address = new_card(child)
    for _ in range(3):  # WeChat, its preview, the child
        assert client.get(address).status_code == 200
    assert Card.objects.get().state == CardState.READY
    assert client.post(address, {"phone": "own"}).status_code == 302
    assert Card.objects.get().state == CardState.USED


def test_a_forwarded_link_opens_nothing_on_another_phone(client, child):
    address = new_card(child)
    client.post(address, {"phone": "own"})
    thief = Client()
    page = thief.get(address)
    assert page.status_code == 404
    assert str(child) not in page.content.decode()
    assert thief.post(address, {"phone": "own"}).status_code == 404
    assert thief.get(reverse("signin_choose")).status_code == 302
    thief.post(reverse("signin_choose"), {"so_far": " ".join(FOUR), "keep": "1"})
    assert signed_in(thief) is None
    assert Device.objects.count() == 1


def test_all_dead_cards_look_alike(client, child):  # SEC-7
    used = new_card(child)
    client.post(used, {"phone": "own"})
    never = reverse("card", args=["never-made"])
    answers = {re.sub(r"/card/[^/]+/", "/card/x/", Client().get(each).content.decode()) for each in (used, never)}
    answers = {re.sub(r"next=[^\"]+", "next=x", each) for each in answers}
    assert len(answers) == 1


def test_a_closed_account_opens_with_no_card():
    child = make.child(active=False)
    _card, token = actions.make_card(by=None, child=child, at=AT)
    with pytest.raises(CardIsOver):
        actions.use_card(token=token, own_phone=True, at=AT)


def test_choosing_needs_the_card_of_half_an_hour_ago(client, child, monkeypatch):
    client.post(new_card(child), {"phone": "own"})
    assert client.get(reverse("signin_choose")).status_code == 200
    late = timezone.now() + timedelta(minutes=31)
    monkeypatch.setattr(policy, "now", lambda: late)
    assert client.get(reverse("signin_choose"))["Location"] == reverse("signin")


def test_the_whole_way_without_script(client, child):
    client.post(new_card(child), {"phone": "own"})
    sofar = ""
    for picture in FOUR:
        page = client.post(reverse("signin_choose"), {"so_far": sofar, "picture": picture})
        assert page.status_code == 200
        sofar = f"{sofar} {picture}".strip()
    response = client.post(reverse("signin_choose"), {"so_far": sofar, "keep": "1"})
    assert response["Location"] == "/zh-hans/me/"
    assert signed_in(client) == str(child.pk)
    client.post(reverse("signout"))
    assert signed_in(client) is None
    page = client.get(reverse("signin")).content.decode()
    assert str(child) in page
    sofar = ""
    for picture in FOUR:
        response = client.post(door(child), {"so_far": sofar, "picture": picture})
        sofar = f"{sofar} {picture}".strip()
    assert response.status_code == 302
    assert signed_in(client) == str(child.pk)


def test_from_twelve_on_it_is_words(client, words_child):
    client.post(new_card(words_child), {"phone": "own"})
    page = client.get(reverse("signin_choose"))
    offered = page.context["words"]
    assert len(offered.split()) == 4
    assert client.get(reverse("signin_choose")).context["words"] != offered
    assert client.post(reverse("signin_choose"), {"words": offered}).status_code == 302
    client.post(reverse("signout"))
    assert client.post(door(words_child), {"words": offered.replace(" ", "")}).status_code == 302
    assert signed_in(client) == str(words_child.pk)


def test_a_refusal_keeps_what_was_typed(client, words_child):
    client.post(new_card(words_child), {"phone": "own"})
    page = client.post(reverse("signin_choose"), {"words": "短短"})
    assert page.status_code == 200
    assert "短短" in page.content.decode()
    assert page.context["refusal"]


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


def test_the_name_here_is_no_passphrase():  # SEC-5
    child = make.child(age=13, pseudonym="爱看书的大鲸鱼和月亮")
    with pytest.raises(TooEasy):
        actions.set_passphrase(by=child, child=child, words=child.pseudonym, at=AT)


@pytest.mark.parametrize(
    "typed", ["苹果 雨伞 小河 风筝", "苹果雨伞小河风筝", "苹果，雨伞，小河，风筝", "苹果　雨伞　小河　风筝"]
)
def test_spaces_and_commas_do_not_matter(client, words_child, typed):
    client.post(new_card(words_child), {"phone": "own"})
    client.post(reverse("signin_choose"), {"words": "苹果 雨伞 小河 风筝"})
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
    from portal.accounts.actions import proofs

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


# --- the printed card


def test_the_printed_card_names_nobody(rf, child):
    from portal.accounts.views.cards import show_card

    request = rf.get("/family/")
    request.user = make.guardian()
    page = show_card(request, child=child).content.decode()
    assert str(child) in page
    assert "<svg" in page
    assert "欧阳" not in page
    assert "style=" not in page
    token = re.search(r"/card/([^/\"]+)/", page).group(1)
    assert actions.use_card(token=token, own_phone=False, at=timezone.now()).child == child


def test_the_square_on_the_card_holds_the_address():
    from portal.accounts.content.qr import svg

    assert svg("https://a.example/x", "码") != svg("https://a.example/y", "码")


@pytest.mark.services
def test_one_of_two_at_once(race):  # SEC-42
    child = make.child()
    _card, token = actions.make_card(by=None, child=child, at=AT)
    results = race(20, lambda number: actions.use_card(token=token, own_phone=bool(number % 2), at=AT))
    assert sum(isinstance(each, Device) for each in results) == 1
    assert all(isinstance(each, Device | CardIsOver) for each in results)
    assert Device.objects.count() == 1


@pytest.mark.services
def test_twenty_guesses_at_once_are_five(race):  # SEC-42, SEC-6
    child = make.child()
    _card, token = actions.make_card(by=None, child=child, at=AT)
    device = actions.use_card(token=token, own_phone=True, at=AT)
    actions.set_pictures(by=child, child=child, pictures=FOUR, at=AT)
    results = race(20, lambda number: actions.check_pictures(device=device, pictures=WRONG, at=AT))
    assert sum(isinstance(each, NotRight) for each in results) == 5
    assert sum(isinstance(each, Resting) for each in results) == 15
    assert User.objects.get(pk=child.pk).secret.wrong == 5
