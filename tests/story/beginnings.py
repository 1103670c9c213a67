"""Steps 1 and 2: a guardian signs up, a child comes in, a place is taken."""

from django.utils import timezone
from playwright.sync_api import expect

from activities.models import Activity, Place
from activities.purposes import scope
from portal.accounts.models import User
from portal.consent import queries as consent
from portal.consent.models import GuardianLink
from portal.consent.purposes import Level, Purpose
from portal.pages.management.demo import people
from tests.story.cast import (
    EMAIL,
    PICTURES,
    REAL_NAME,
    Story,
    born,
    latest_code,
    open_card,
    path_of,
    press,
    sign_in_staff,
)


def guardian_signs_up(story: Story) -> None:  # G1
    page = story.guardian = story.visit(story.at(0), phone=True)
    page.goto("/accounts/signup/")
    story.axe(page)
    page.locator("input[name=email]").fill(EMAIL)
    page.locator("form:has(input[name=email]) button[type=submit]").first.click()
    page.locator("input[name=code]").fill(latest_code(story))
    page.locator("form:has(input[name=code]) button[type=submit]").first.click()
    page.wait_for_url("**/family/")


def guardian_adds_a_child(story: Story) -> None:  # PRI-3
    page = story.guardian
    page.goto("/family/children/")
    page.goto("/family/children/add/")
    page.locator("input[name=real_name]").fill(REAL_NAME)
    page.locator("input[name=birth_date]").fill(born(8, timezone.localdate()))
    page.locator("select[name=relation], input[name=relation]").first.select_option("mother")
    page.locator("input[name=pseudonym]").first.check()
    page.locator("input[name=avatar][value=basketball]").check(force=True)
    story.axe(page)
    page.locator("main form button[type=submit], main form button:not([type])").last.click()
    page.wait_for_url("**/family/children/*-*/")
    story.child_id = path_of(page).strip("/").split("/")[-1]
    assert REAL_NAME not in page.content()
    assert GuardianLink.objects.get(child=story.child_id).level == Level.G1
    story.axe(page)


def workers_check_the_papers(story: Story) -> None:  # G2, then G3 by somebody else
    for name, level, act in (("facilitator1", Level.G2, "check"), ("supervisor", Level.G3, "confirm")):
        desk = sign_in_staff(story, name)
        desk.goto("/desk/families/")
        if act == "check":  # they signed up by themselves: the office takes them in first
            desk.locator("a[href$='/take-in/']").filter(has_text=story.kid.pseudonym).click()
            desk.locator("main form button").click()
            desk.goto("/desk/families/")
        desk.locator("table a").filter(has_text=story.kid.pseudonym).click()
        story.axe(desk)
        desk.locator("main a[href*='/desk/papers/']").click()
        assert REAL_NAME not in desk.content()
        desk.locator("[name=reason]").fill("家长到中心来看证件")
        desk.locator("form[action$='/look/'] button").click()
        expect(desk.locator("main")).to_contain_text(REAL_NAME)
        desk.locator("[name=papers][value=household]").check()
        desk.locator(f"form[action$='/{act}/'] button").click()
        desk.wait_for_url("**/desk/families/**")
        assert GuardianLink.objects.get(child=story.child_id).level == level
        desk.context.close()


def guardian_consents(story: Story) -> None:  # CON-3, CON-4, CON-5
    """To one activity, its live session, publishing and pictures by the child; not to pictures of the child."""
    page, child = story.guardian, story.child_id
    story.activity = str(Activity.objects.get(name="檐下议事厅").pk)
    page.goto(f"/family/children/{child}/")
    page.locator(f"form[action$='/activities/{story.activity}/'] button").click()
    _answer(page, "yes", story)
    for purpose, said in (("publish", "yes"), ("picture_by_child", "yes"), ("picture_of_child", "no")):
        page.goto(f"/family/children/{child}/{purpose}/")
        _answer(page, said, story)
    page.goto(f"/family/children/{child}/")
    for link in page.locator("a[href*='/family/asks/']").evaluate_all(
        "all => all.map(one => one.getAttribute('href'))"
    ):
        page.goto(link)
        if page.locator("button[value=no]").count():  # a yes that stands offers to be said again or taken back
            _answer(page, "yes", story)
    at = timezone.now()
    assert not consent.may(story.kid.pk, Purpose.PUBLISH, at=at), "a guardian's yes is not yet the child's"


def _answer(page, said: str, story: Story) -> None:
    yes, no = page.locator("button[value=yes]"), page.locator("button[value=no]")
    assert yes.bounding_box()["width"] == no.bounding_box()["width"]  # CON-4
    story.axe(page)
    (yes if said == "yes" else no).click()
    page.wait_for_load_state()


def child_comes_in(story: Story) -> None:
    page = story.guardian
    page.goto(f"/family/children/{story.child_id}/")
    page.locator("form[action$='/card/'] button:not([name])").first.click()
    card = page.locator("[data-card-address]").get_attribute("href")
    phone = story.child = story.visit(story.at(1), phone=True)
    open_card(phone, card, PICTURES)
    again = story.visit(story.at(0), phone=True)  # a forwarded card opens nothing (CON-8)
    again.goto(card.split("//", 1)[1].split("/", 1)[1].join(["/", ""]))
    assert not again.locator("button[name=phone]").count()
    again.context.close()
    phone.locator("form[action*='signout'] button").click()
    phone.wait_for_url("**/signin/")
    phone.locator("main a[href*='/signin/']").first.click()
    story.axe(phone)
    press(phone, PICTURES)
    phone.wait_for_url("**/me/")
    story.axe(phone)


def child_takes_the_last_place(story: Story) -> None:
    phone = story.child
    phone.goto("/zh-hans/activities/")
    story.axe(phone)
    phone.goto(f"/zh-hans/activities/{story.activity}/")
    story.axe(phone)
    phone.goto(f"/zh-hans/activities/{story.activity}/join/")
    story.axe(phone)
    phone.locator("[name=words]").fill("我想讲讲学校门口的路。")
    phone.locator("button[value=yes]").click()
    phone.wait_for_load_state()
    place = Place.objects.get(activity=story.activity, child=story.child_id)
    assert (place.state, place.number, place.age_years) == ("held", 2, 8)
    for purpose in (Purpose.LIVE, Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD):
        _says_yes(story, purpose)


def _says_yes(story: Story, purpose: str) -> None:
    """The child's own yes beside the guardian's (CON-10)."""
    phone = story.child
    named = scope(Activity.objects.get(pk=story.activity)) if purpose == Purpose.LIVE else ""
    if named:
        phone.goto("/zh-hans/me/")
        asks = {str(a.pk): a for a in consent.open_asks(child=story.kid, at=timezone.now()) if a.scope == named}
        wanted = next(pk for pk, ask in asks.items() if ask.purpose == purpose)
        phone.goto(f"/zh-hans/me/asks/{wanted}/")
    else:
        phone.goto(f"/zh-hans/me/says/{purpose}/")
    story.axe(phone)
    phone.locator("button[value=yes]").click()
    phone.wait_for_load_state()
    assert consent.may(story.kid.pk, purpose, named, at=timezone.now())


def next_child_waits(story: Story) -> None:
    """The demo's second child asks for a place; home has said yes, and no place is left."""
    second = User.objects.get(pseudonym=people.CHILDREN[1][3])
    activity = Activity.objects.get(pk=story.activity)
    story.site.do(_agreed, second, activity)
    phone = story.visit(story.at(0), phone=True)
    open_card(phone, story.site.do(_card_of, second))
    phone.goto(f"/zh-hans/activities/{story.activity}/join/")
    phone.locator("button[value=yes]").click()
    phone.wait_for_load_state()
    assert Place.objects.get(activity=activity, child=second).state == "waiting"
    story.axe(phone)
    phone.context.close()


def _agreed(child, activity) -> None:
    from portal.consent import actions as asking
    from portal.pages.management.demo import town

    adult = consent.guardians_of(child).get()
    what = {"purpose": Purpose.ACTIVITY, "scope": scope(activity), "ends_at": activity.ends_at}
    asking.ask(by=adult, child=child, **what, at=timezone.now())
    town.agree(adult, child, Purpose.ACTIVITY, scope(activity), at=timezone.now())


def _card_of(child) -> str:
    from portal.accounts import actions as accounts

    _card, token = accounts.make_card(by=None, child=child, at=timezone.now())
    return f"http://any/zh-hans/card/{token}/"
