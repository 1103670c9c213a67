"""A family without a phone: registered, checked and answered on paper, until the child holds a card."""

import re
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.models import Entry, GuardianLink
from portal.consent.purposes import Level, Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making import directory as make_directory
from tests.making import privacy as make_privacy

pytestmark = pytest.mark.django_db
REAL, CALLED = "欧阳禾苗", "槐树下的妈妈"
HELD = {"papers": "household"}


@pytest.fixture
def here():
    return make_directory.office(name="槐安站", name_en="Huai'an")


@pytest.fixture
def desks(here):
    """Two workers of one office, each at a screen of their own."""
    return [make_desk(here) for _ in range(2)]


def make_desk(office):
    client = Client()
    make_accounts.sign_in(client, make.worker(office=office))
    return client


def form(here, **more):
    notice = queries.notice(Purpose.ACCOUNT, "guardian", "zh-hans", at=timezone.now())
    return {
        "notice": notice.pk, "office": here.pk, "called": CALLED, "relation": "mother", "language": "zh-hans",
        "real_name": REAL, "birth_date": "2016-05-04", "pseudonym": "爱数台阶的猫", "avatar": "cat",
        "reference": "2026-17", "said_on": timezone.localdate(), "signed": "on",
    } | more  # fmt: skip


def register(desk, here, **more):
    return desk.post(reverse("families:register"), form(here, **more))


def entered(link, **more):
    notice = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=timezone.now())
    return {
        "notice": notice.pk, "answer": "yes", "method": "paper", "reference": "2026-18",
        "said_on": timezone.localdate(), "same_words": "on",
    } | more  # fmt: skip


def test_the_whole_way_on_paper(desks, here):  # CON-7, CON-18, CON-21
    first, second = desks
    assert register(first, here).status_code == 302
    link = GuardianLink.objects.select_related("child", "guardian").get()
    child, adult = link.child, link.guardian
    assert (adult.kind, adult.email, adult.pseudonym, link.level) == (Kind.GUARDIAN, "", CALLED, Level.G1)
    assert make_privacy.plain(child.pk).real_name == REAL
    assert queries.home_of(child).office == here
    assert not queries.may(child.pk, Purpose.ACCOUNT, at=timezone.now())

    papers = {step: reverse(f"papers:{step}", args=[link.pk]) for step in ("one", "look", "check", "confirm")}
    assert papers["look"] not in first.get(papers["one"]).content.decode()  # not who wrote it down
    assert REAL in second.post(papers["look"], {"reason": "核对证件"}).content.decode()
    second.post(papers["check"], HELD)
    assert not queries.may(child.pk, Purpose.ACCOUNT, at=timezone.now())  # the signed yes has one worker so far

    entry = Entry.objects.get()
    confirm = reverse("families:entry_confirm", args=[entry.pk])
    assert confirm not in first.get(reverse("families:entry", args=[entry.pk])).content.decode()
    assert "要由第二位社工来确认" in first.post(confirm, {"seen": "on"}, follow=True).content.decode()
    assert second.post(confirm).status_code == 400  # not without the paper in hand
    second.post(confirm, {"seen": "on"})
    child.refresh_from_db()
    assert child.is_active
    assert queries.may(child.pk, Purpose.ACCOUNT, at=timezone.now())

    first.post(papers["look"], {"reason": "第二位核对"})
    first.post(papers["confirm"], HELD)
    link.refresh_from_db()
    assert link.level == Level.G3
    card = first.post(reverse("families:card", args=[child.pk]))
    assert "/card/" in card.content.decode()
    assert "no-store" in card["Cache-Control"]
    page = first.get(reverse("families:one", args=[child.pk])).content.decode()
    assert "在中心代录" in page
    assert REAL not in page


def test_a_card_waits_for_the_account(desks, here):
    register(desks[0], here)
    child = User.objects.get(kind=Kind.CHILD)
    assert desks[0].post(reverse("families:card", args=[child.pk])).status_code == 302
    assert not audit.lines(act="card.made").exists()
    assert make_desk(make_directory.office()).post(
        reverse("families:card", args=[child.pk]), follow=True
    ).status_code == 404  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"signed": ""}, {"reference": ""}, {"called": REAL}, {"called": ""}, {"pseudonym": REAL},
        {"birth_date": "1990-01-01"}, {"said_on": str(timezone.localdate() + timedelta(days=2))},
        {"said_on": str(timezone.localdate() - timedelta(days=40))}, {"language": "en"}, {"notice": ""},
    ],
)  # fmt: skip
def test_a_wrong_form_keeps_what_was_typed(desks, here, wrong):
    page = register(desks[0], here, **wrong)
    assert page.status_code == 400
    assert not GuardianLink.objects.exists()
    if "reference" not in wrong:
        assert "2026-17" in page.content.decode()
    assert 'class="field__error"' in page.content.decode()


def test_no_office_of_others(desks, here):
    other = make_directory.office()
    assert register(desks[0], here, office=other.pk).status_code == 400
    worker = make.worker(office=here)
    said = {key: value for key, value in form(here).items() if key not in {"notice", "signed", "office"}}
    notice = queries.notice(Purpose.ACCOUNT, "guardian", "zh-hans", at=timezone.now())
    for person, office in ((worker, other), (make.person(Kind.GUARDIAN), here), (make_accounts.partner(), here)):
        with pytest.raises(actions.NotForYou):
            actions.register_on_paper(by=person, office=office, notice=notice, at=timezone.now(), **said)


def test_an_answer_is_written_down_and_stood_for(desks, here):  # CON-21
    home = make.at_office(make.family(child_age=9), here)
    make.says(home.child, home.child, Purpose.PUBLISH)
    first, second = desks
    address = reverse("families:write", args=[home.link.pk, "publish"])
    assert address in first.get(reverse("families:choose", args=[home.link.pk])).content.decode()
    assert first.post(address, entered(home.link)).status_code == 302
    entry = Entry.objects.get()
    waiting = reverse("families:entry", args=[entry.pk])
    for page in (reverse("families:list"), reverse("families:one", args=[home.child.pk])):
        assert waiting in second.get(page).content.decode()
    second.post(reverse("families:entry_confirm", args=[entry.pk]), {"seen": "on"})
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())
    assert second.get(waiting, follow=True).status_code == 404


def test_a_no_is_written_down_without_more_ado(desks, here):
    home = make.at_office(make.family(child_age=9), here)
    make.all_say(home, Purpose.PUBLISH)
    address = reverse("families:write", args=[home.link.pk, "publish"])
    said = entered(home.link, answer="no", same_words="", method="spoken")
    assert desks[0].post(address, said).status_code == 302
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=timezone.now())


@pytest.mark.parametrize(
    "wrong", [{"same_words": ""}, {"answer": ""}, {"method": ""}, {"reference": ""}, {"notice": make_privacy.AT}]
)
def test_a_wrong_answer_is_kept_on_the_page(desks, here, wrong):  # CON-3
    home = make.at_office(make.family(child_age=9), here)
    address = reverse("families:write", args=[home.link.pk, "publish"])
    page = desks[0].post(address, entered(home.link, **wrong))
    assert page.status_code == 400
    assert not Entry.objects.exists()
    assert "checked" not in desks[0].get(address).content.decode().split("<form")[-1]  # CON-4


def test_a_yes_may_be_dropped(desks, here):
    home = make.at_office(make.family(child_age=9), here)
    desks[0].post(reverse("families:write", args=[home.link.pk, "publish"]), entered(home.link))
    entry = Entry.objects.get()
    desks[1].post(reverse("families:entry_drop", args=[entry.pk]))
    entry.refresh_from_db()
    assert (entry.settled_at is None, entry.event) == (False, None)


def test_another_office_finds_nothing_to_write(desks, here):  # SEC-1
    home = make.at_office(make.family(child_age=9), make_directory.office())
    own = make.worker(office=queries.home_of(home.child).office)
    notice = queries.notice(Purpose.PUBLISH, "guardian", "zh-hans", at=timezone.now())
    entry = actions.enter(
        by=own, link=home.link, purpose=Purpose.PUBLISH, yes=True, notice=notice, method="paper", reference="3",
        said_on=timezone.localdate(), at=timezone.now(),
    )  # fmt: skip
    pages = [reverse("families:choose", args=[home.link.pk]), reverse("families:entry", args=[entry.pk])]
    pages += [reverse("families:write", args=[home.link.pk, "publish"])]
    assert [desks[0].get(page, follow=True).status_code for page in pages] == [404, 404, 404]
    for step in ("entry_confirm", "entry_drop"):
        page = desks[0].post(reverse(f"families:{step}", args=[entry.pk]), {"seen": "on"}, follow=True)
        assert page.status_code == 404


def test_standing_for_a_yes_wants_a_fresh_proof(desks, here):  # SEC-9
    home = make.at_office(make.family(child_age=9), here)
    desks[0].post(reverse("families:write", args=[home.link.pk, "publish"]), entered(home.link))
    session = desks[1].session
    for method in session["account_authentication_methods"]:
        method["at"] -= 3600
    session["account_authentication_methods"] = session["account_authentication_methods"]
    session.save()
    page = desks[1].post(reverse("families:entry_confirm", args=[Entry.objects.get().pk]), {"seen": "on"})
    assert "reauthenticate" in page.url
    assert Entry.objects.get().event is None


@pytest.fixture
def known(desks, here):
    """A family on paper whose adult's papers were seen by the second worker."""
    register(desks[0], here)
    link = GuardianLink.objects.select_related("child", "guardian").get()
    make.checked(make.worker(office=here), link)
    link.refresh_from_db()
    return link


def test_a_sister_on_paper_goes_the_same_way(desks, here, known):  # CON-7, CON-18, CON-21
    page = reverse("families:sibling", args=[known.pk])
    assert page in desks[0].get(reverse("families:one", args=[known.child_id])).content.decode()
    more = {"pseudonym": "爱看云的鱼", "avatar": "kite", "real_name": "欧阳麦穗", "birth_date": "2014-01-02"}
    answer = desks[0].post(page, form(here, **more))
    assert answer.status_code == 302, re.findall(r"field__error.*?</p>", answer.content.decode())
    link = GuardianLink.objects.select_related("child").exclude(pk=known.pk).get()
    assert (link.guardian, link.level, link.papers_at) == (known.guardian, Level.G1, None)
    assert queries.home_of(link.child).office == here
    assert make_privacy.plain(link.child_id).real_name == "欧阳麦穗"
    assert Entry.objects.get(link=link).purpose == Purpose.ACCOUNT
    assert not link.child.is_active


def test_one_more_adult_on_paper_waits_for_their_papers(desks, here, known):  # CON-7, CON-18
    page = reverse("families:adult", args=[known.child_id])
    assert page in desks[0].get(reverse("families:one", args=[known.child_id])).content.decode()
    said = {"called": "巷口的爸爸", "relation": "father", "language": "zh-hans"}
    wrong = desks[0].post(page, said | {"relation": ""})
    assert wrong.status_code == 400
    assert "巷口的爸爸" in wrong.content.decode()
    assert desks[0].post(page, said).status_code == 302
    link = GuardianLink.objects.select_related("guardian").exclude(pk=known.pk).get()
    assert (link.child_id, link.level, link.is_known) == (known.child_id, Level.G1, False)
    assert (link.guardian.kind, link.guardian.email, link.guardian.pseudonym) == (Kind.GUARDIAN, "", "巷口的爸爸")
    make.checked(make.worker(office=here), link)
    link.refresh_from_db()
    assert link.is_known


@pytest.mark.parametrize("who", ["away", "own family", "editor", "unseen adult"])
def test_who_adds_nobody_on_paper(desks, here, known, who):  # CON-24, decisions: Offices
    at, worker = timezone.now(), make.worker(office=here)
    if who == "away":
        worker = make.worker(office=make_directory.office())
    if who == "editor":
        worker = make_accounts.staff(Role.EDITOR, office=here)
    if who == "own family":
        make.link(known.child, worker)
    if who == "unseen adult":
        GuardianLink.objects.filter(pk=known.pk).update(level=Level.G1, papers_at=None, papers_by=None, agreed_at=at)
    notice = queries.notice(Purpose.ACCOUNT, "guardian", "zh-hans", at=at)
    child = {"real_name": "欧阳麦穗", "birth_date": date(2014, 1, 2), "pseudonym": "爱看云的鱼", "avatar": "kite"}
    paper = {"notice": notice, "reference": "2026-19", "said_on": timezone.localdate()}
    with pytest.raises(actions.NotForYou):
        actions.add_sibling_on_paper(
            by=worker, link=known, relation="mother", language="zh-hans", at=at, **child, **paper
        )
    if who != "unseen adult":
        with pytest.raises(actions.NotForYou):
            actions.add_adult_on_paper(
                by=worker, child=known.child, called="爸爸", relation="father", language="zh-hans", at=at
            )
