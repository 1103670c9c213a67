"""A whole term, one screen after another: a closed group from plan to report, and a club that agrees on its rules."""

from dataclasses import dataclass
from datetime import timedelta

import docx
import pytest
from django.utils import timezone

from activities.desk.models import Mark, Record
from activities.kinds import Kind
from activities.models import Activity
from activities.purposes import scope
from activities.states import State
from portal.accounts.roles import Role
from portal.consent.purposes import Purpose
from tests.making import activities as make_activities
from tests.making import consent as make_consent
from tests.making import desk as make_desk

pytestmark = [pytest.mark.django_db, pytest.mark.browser, pytest.mark.seconds(900)]
WEEKS = 8


@dataclass
class People:
    """Everybody whose screen is looked at, and the group that is still an idea."""

    activity: Activity
    lead: object
    colleague: object
    supervisor: object
    homes: list

    @property
    def children(self):
        return [home.child for home in self.homes]


def people(*, kind=Kind.CLOSED, children=3) -> People:
    at = timezone.now()
    office = make_activities.office(area="安和区")
    lead, colleague = (make_desk.adult(office) for _ in range(2))
    supervisor = make_desk.adult(office, role=Role.SUPERVISOR)
    nobody = {"risks_read_by": None, "risks_read_at": None}
    activity = make_activities.activity(office=office, made_by=lead, kind=kind, state=State.DRAFT, capacity=6, **nobody)
    homes = [make_consent.family(child_age=9) for _ in range(children)]
    for home in homes:
        make_consent.all_say(home, Purpose.ACTIVITY, scope(activity), at=at)
    make_activities.tree()
    return People(activity, lead, colleague, supervisor, homes)


class Walk:
    """Sits everybody down anew each day, as time goes."""

    def __init__(self, term, sits, axe):
        (self.site, self.clock), self.sits, self.axe = term, sits, axe

    def as_(self, person, address, *, phone=False):
        self.page = self.sits(self.site, person, "en", phone=phone)
        self.page.goto(address)
        return self.page

    def press(self, words):
        """A button of a form; the answer is there before anybody else sits down."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=words, exact=True).first.click()

    def fill_empty(self, words="我们一起商量"):
        for box in self.page.locator("main textarea").all():
            if not box.input_value():
                box.fill(words)


def planned(walk: Walk, group: People) -> None:
    """From nothing to a group that children can join: terms, plan, weekly times, two pairs of eyes, an approval."""
    pk, today = group.activity.pk, timezone.localdate()
    page = walk.as_(group.supervisor, "/desk/terms/")
    page.locator("[name$=name]").first.fill("春季")
    page.locator("[name$=starts_on]").fill(str(today))
    page.locator("[name$=ends_on]").fill(str(today + timedelta(days=7 * WEEKS)))
    with page.expect_navigation():
        page.locator("form:has([name$=starts_on]) button").click()
    for person in (group.lead, group.colleague):
        walk.as_(person, f"/desk/activities/{pk}/")
        walk.press("I lead it")
    page = walk.as_(group.lead, f"/desk/plans/{pk}/")
    walk.press("Begin the plan")
    walk.fill_empty()
    for share in page.locator("main select").all():
        share.select_option(index=2)
    walk.press("Write down")
    page.goto(f"/desk/weekly/{pk}/")
    page.locator("[name=weekday]").select_option(str((today + timedelta(days=1)).weekday()))
    page.locator("[name=begins]").fill("16:00")
    walk.press("Lay them")
    walk.as_(group.colleague, f"/desk/plans/{pk}/")
    walk.press("I have read the risks and stand by them")
    walk.as_(group.lead, f"/desk/plans/{pk}/")
    walk.press("Hand it to the supervisor")
    walk.as_(group.supervisor, f"/desk/plans/{pk}/")
    walk.axe(walk.page)
    walk.press("I approve this plan")
    walk.as_(group.lead, f"/desk/activities/{pk}/")
    walk.press("Open it to children")
    walk.site.do(group.activity.refresh_from_db)
    assert group.activity.state == State.OPEN
    assert walk.site.do(group.activity.sessions.count) == WEEKS


def joined(walk: Walk, group: People) -> None:
    for child in group.children:
        page = walk.as_(child, f"/en/activities/{group.activity.pk}/join/", phone=True)
        page.locator("textarea, input[type=text]").first.fill("我想量台阶")
        walk.press("Yes, I want to")
    assert walk.site.do(group.activity.places.filter(state="held").count) == len(group.children)


def asked(walk: Walk, group: People, *, word: str) -> None:
    """Everybody answers the same question, before and at the end."""
    for child in group.children:
        page = walk.as_(child, f"/en/activities/{group.activity.pk}/group/", phone=True)
        with page.expect_navigation():
            page.get_by_role("link", name="A few questions for you").click()
        page.get_by_label(word, exact=True).check()
        walk.press("Keep it like this")


def held(walk: Walk, group: People, session) -> None:
    """One session: adults on duty, children come and go home by taps, one says how it was, the record is written."""
    walk.clock.go_to(session.starts_at + timedelta(minutes=5))
    for person, other in ((group.lead, group.colleague), (group.colleague, group.lead)):
        make_desk.duty(session, person, set_by=other)
    page = walk.as_(group.lead, f"/desk/sessions/{session.pk}/", phone=True)
    for row in page.locator("[data-child]").all():
        with page.expect_response("**/taps/"):
            row.locator(".day__come").click()
    walk.clock.go_to(session.ends_at)
    page = walk.as_(group.lead, f"/desk/sessions/{session.pk}/", phone=True)  # signed out meanwhile, as it should be
    for row in page.locator("[data-child]").all():
        row.locator(".day__home summary").click()
        with page.expect_response("**/taps/"):
            row.locator("button[value=home]").click()
    page.goto(f"/desk/sessions/{session.pk}/record/")
    page.locator("[name=course]").fill(f"第{session.number}次，大家量了北门的台阶。")
    page.locator("[name=coming]").fill("下次去南门。")
    walk.press("Done: the words stand")
    page = walk.as_(group.children[session.number % 3], f"/en/activities/sessions/{session.pk}/", phone=True)
    page.locator("input[type=radio]").first.check()
    with page.expect_navigation():
        page.locator("main form button").last.click()


def test_a_closed_group_from_its_plan_to_its_report(term, sits, axe):
    walk = Walk(term, sits, axe)
    group = walk.site.do(people)
    planned(walk, group)
    joined(walk, group)
    pk = group.activity.pk
    page = walk.as_(group.lead, f"/desk/evaluations/{pk}/")
    walk.press("Begin the evaluation")
    page.locator("[name=words]").fill("我敢在这里说我的想法")
    page.locator("[name=words_en]").fill("I dare to say what I think here")
    page.locator("[name=why]").fill("想知道小组有没有帮到你")
    walk.press("Add this measure")
    walk.press("Ask children now, before it begins")
    asked(walk, group, word="not much")
    walk.as_(group.lead, f"/desk/evaluations/{pk}/")
    walk.press("End the first asking")
    for session in walk.site.do(lambda: list(group.activity.sessions.order_by("number"))):
        held(walk, group, session)
    assert walk.site.do(Record.objects.filter(done_at__isnull=False).count) == WEEKS
    page = walk.as_(group.lead, f"/desk/evaluations/{pk}/")
    walk.press("Ask children again, at the end")
    asked(walk, group, word="quite")
    page = walk.as_(group.lead, f"/desk/evaluations/{pk}/")
    walk.press("Close the questions")
    page.goto(f"/desk/evaluations/{pk}/write/")
    walk.fill_empty("孩子们自己定了走哪条路。")
    with page.expect_navigation():
        page.locator("main form button").last.click()
    page.goto(f"/desk/reports/of/{pk}/")
    with page.expect_navigation():
        page.locator("main form button").first.click()
    walk.press("Hand it to the supervisor")
    page = walk.as_(group.supervisor, f"/desk/reports/of/{pk}/")
    with page.expect_navigation():
        page.locator("main a[href*='/desk/reports/']").last.click()
    walk.axe(page)
    walk.press("I have read it: it is final")
    with page.expect_download() as coming:
        page.get_by_role("link", name="As a document (DOCX)").click()
    words = "\n".join(each.text for each in docx.Document(coming.value.path()).paragraphs)
    assert str(WEEKS) in words
    assert "北门的台阶" in words
    assert not any(child.pseudonym in words for child in group.children)


def test_a_club_that_makes_its_own_rules(term, sits, axe):
    """The election of its stewards: `tests/activities/councils/test_browser.py`."""
    walk = Walk(term, sits, axe)
    group = walk.site.do(people, kind=Kind.OPEN)
    pk, begins = group.activity.pk, timezone.localtime().replace(hour=15, minute=0) + timedelta(days=1)
    for person in (group.lead, group.colleague):
        page = walk.as_(person, f"/desk/activities/{pk}/")
        walk.press("I lead it")
    walk.press("I have read the risks and stand by them")
    page = walk.as_(group.lead, f"/desk/activities/{pk}/")
    for week in range(WEEKS):
        starts = begins + timedelta(days=7 * week)
        page.locator("[name=starts_at]").fill(f"{starts:%Y-%m-%dT%H:%M}")
        page.locator("[name=ends_at]").fill(f"{starts + timedelta(hours=2):%Y-%m-%dT%H:%M}")
        walk.press("Add a time")
    walk.press("Open it to children")
    guest = group.homes.pop().child  # home said yes to the club; the child comes without asking for a place
    joined(walk, group)
    page = walk.as_(group.children[0], f"/en/activities/{pk}/group/", phone=True)
    page.locator("main textarea, main input[type=text]").last.fill("每个人说完再下一个")
    walk.press("Propose it")
    page = walk.as_(group.lead, f"/desk/activities/{pk}/contract/")
    page.get_by_text("每个人说完再下一个").wait_for()
    page.locator("main textarea").fill("每个人说完再下一个\n谁都可以不说")
    walk.press("Put it to the group")
    for child in group.children:
        walk.as_(child, f"/en/activities/{pk}/group/", phone=True)
        walk.press("I agree")
    walk.page.get_by_text("Everybody has agreed.").wait_for()
    walk.axe(walk.page)
    for session in walk.site.do(lambda: list(group.activity.sessions.order_by("number"))):
        came(walk, group, session, guest=guest if session.number == WEEKS else None)
    assert walk.site.do(lambda: Mark.objects.filter(says="arrived").count()) == WEEKS * len(group.children) + 1
    walk.as_(group.children[0], f"/en/activities/{pk}/group/", phone=True)
    assert walk.page.locator(".times__one--done").count() == WEEKS


def came(walk: Walk, group: People, session, *, guest=None) -> None:
    walk.clock.go_to(session.starts_at + timedelta(minutes=5))
    for person, other in ((group.lead, group.colleague), (group.colleague, group.lead)):
        make_desk.duty(session, person, set_by=other)
    page = walk.as_(group.colleague, f"/desk/sessions/{session.pk}/", phone=True)
    for row in page.locator("[data-child]").all():
        with page.expect_response("**/taps/"):
            row.locator(".day__come").click()
    if guest:
        page.locator("#guest [name=name]").fill(guest.pseudonym)
        with page.expect_navigation():
            page.locator("#guest button").click()
    walk.clock.go_to(session.ends_at)
