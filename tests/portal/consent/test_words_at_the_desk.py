"""The desk's pages on which words for families are written, looked at and put in force."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from portal.accounts.roles import Role
from portal.consent import actions, queries
from portal.consent.actions import words
from portal.consent.models import Draft, Notice
from portal.consent.purposes import Purpose
from tests.making import accounts as make_accounts
from tests.making import consent as make

pytestmark = pytest.mark.django_db
WHAT = {"purpose": "publish", "audience": "guardian"}
AGAIN = reverse("again")


def at_desk(*roles):
    client = Client()
    client.person = make_accounts.sign_in(client, make_accounts.staff(*roles, at=timezone.now()))
    client.cookies["django_language"] = "en"
    return client


def address(name, *args):
    return reverse(f"words:{name}", args=args or [*WHAT.values()])


def fields(client, where=None):
    """The editor as a browser would send it back."""
    form = client.get(where or address("write")).context["form"]
    values = {name: form[name].value() for name in form.fields if name != "material"}
    return {name: "" if value is None else value for name, value in values.items()}


def write(client, **typed):
    sent = fields(client) | {"summary": "Clearer."} | typed
    return client.post(address("write"), sent)


def clearer(client):
    return fields(client)["text_en"].replace("# ", "# Clear: ", 1)


@pytest.fixture
def editor():
    return at_desk(Role.EDITOR)


@pytest.fixture
def reader():
    return at_desk(Role.SUPERVISOR)


@pytest.fixture
def draft(editor):
    write(editor, text_en=clearer(editor))
    return Draft.objects.get()


def hand_over(client, draft):
    return client.post(address("hand_over", draft.pk), {"seen": draft.revision})


def test_an_editor_writes_and_a_second_person_publishes(editor, reader):  # CON-3, CON-16
    home = make.family(child_age=9)
    day = timezone.localdate() + timedelta(days=30)
    assert write(editor, text_en=clearer(editor), material="on", renew_on=f"{day}").status_code == 302
    draft = Draft.objects.get()
    page = reader.get(address("draft", draft.pk)).content.decode()
    assert re.search("<ins>[^<]*Clear", page)
    assert address("publish", draft.pk) not in page  # not handed over yet
    hand_over(editor, draft)
    page = reader.get(address("draft", draft.pk)).content.decode()
    assert address("publish", draft.pk) in page
    sure = reader.get(address("publish", draft.pk))
    assert draft.words[1].sha256 in sure.content.decode()
    assert Notice.objects.filter(version=2).count() == 0  # one tap does nothing
    reader.post(address("publish", draft.pk), {"seen": draft.revision})
    made = Notice.objects.get(version=2, language="en", **WHAT)
    assert made.title.startswith("Clear: ")
    assert timezone.localdate(made.renew_by) == day
    family = Client()
    family.cookies["django_language"] = "en"
    make_accounts.sign_in(family, home.guardian)
    page = family.get(reverse("family:say", args=[home.child.pk, Purpose.PUBLISH])).content.decode()
    assert escape(made.title) in page


ROLES = [*(role for role in Role if role != Role.PARTNER), None]
PAGES = ["list", "one", "version", "write", "draft", "draft_as", "publish"]
WRITERS, PUBLISHERS = {Role.EDITOR, Role.DATA_OFFICER}, {Role.DATA_OFFICER, Role.SUPERVISOR}


@pytest.mark.parametrize("role", ROLES)
def test_who_opens_which_page(role, editor, draft):
    hand_over(editor, draft)
    client = at_desk(*[role] if role else [])
    opens = {"write": WRITERS, "publish": PUBLISHERS}
    more = {"list": [], "version": ["publish", "guardian", 1], "draft_as": [draft.pk, "en"]}
    more |= {name: [draft.pk] for name in ("draft", "publish")}
    for name in PAGES:
        found = client.get(reverse(f"words:{name}", args=more.get(name, [*WHAT.values()])))
        may = role in opens.get(name, WRITERS | PUBLISHERS)
        assert found.status_code in ({200, 302} if may else {403}), name


def test_nobody_else_comes_in(draft):
    for person in (make.person("guardian"), make.child()):
        client = Client()
        make_accounts.sign_in(client, person)
        assert client.get(address("draft", draft.pk)).status_code in {302, 403}
        assert client.get(address("draft_as", draft.pk, "en")).status_code in {302, 403}


def test_publishing_wants_a_fresh_proof(editor, draft):  # SEC-9
    hand_over(editor, draft)
    stale = at_desk(Role.SUPERVISOR)
    session = stale.session
    for each in session["account_authentication_methods"]:
        each["at"] -= 3600
    session.save()
    found = stale.post(address("publish", draft.pk), {"seen": draft.revision})
    assert found["Location"].startswith(AGAIN)
    assert Draft.objects.get().state == "ready"


def test_who_wrote_sees_no_way_to_publish():
    client = at_desk(Role.DATA_OFFICER, Role.SUPERVISOR)
    write(client, text_en=clearer(client))
    draft = Draft.objects.get()
    hand_over(client, draft)
    assert address("publish", draft.pk) not in client.get(address("draft", draft.pk)).content.decode()
    client.post(address("publish", draft.pk), {"seen": draft.revision})
    client.post(address("give_back", draft.pk), {"words": "no"})
    assert Draft.objects.get().state == "ready"


def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(editor):
    typed = clearer(editor).replace("## 6.", "### 6.")
    found = write(editor, text_en=typed, summary="")
    assert found["Location"] == address("write")
    page = editor.get(found["Location"])
    form = page.context["form"]
    assert form["text_en"].value().strip() == typed.strip()
    assert any("a mark we do not know" in each for each in form.errors["text_en"])
    assert "summary" in form.errors
    assert "text" not in form.errors
    assert "id_text_en_error" in page.content.decode()
    draft = Draft.objects.get()
    assert address("hand_over", draft.pk) not in editor.get(address("draft", draft.pk)).content.decode()
    hand_over(editor, draft)
    assert Draft.objects.get().state == "draft"


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"material": "on"}, "renew_on"),
        ({"renew_on": "2040-01-01"}, "material"),
        ({"material": "on", "renew_on": "2020-01-01"}, "renew_on"),
        ({"text": "字" * 20_001}, "text"),
        ({"summary": "x" * 301}, "summary"),
    ],
)
def test_what_cannot_be_kept_comes_back_as_typed(editor, typed, field):
    found = write(editor, **({"text_en": "# Mine"} | typed))
    assert found.status_code == 400
    assert field in found.context["form"].errors
    assert found.context["form"]["text_en"].value() == "# Mine"
    assert not Draft.objects.exists()


def test_an_old_tab_keeps_what_was_typed_and_says_so(editor):
    old = fields(editor) | {"summary": "old", "text_en": "# Old tab"}
    write(editor, text_en=clearer(editor))
    found = editor.post(address("write"), old)
    assert found.status_code == 409
    assert "# Old tab" in found.content.decode()
    assert "Clear" in Draft.objects.get().text_en
    again = {name: found.context["form"][name].value() for name in ("text", "text_en", "summary", "base", "seen")}
    editor.post(address("write"), again)  # having been told, and in full sight
    assert "# Old tab" in Draft.objects.get().text_en


def test_words_that_came_into_force_meanwhile_are_said(editor):
    old = fields(editor)
    words.put_in_force(by=None, **WHAT, texts={"zh-hans": "# 新", "en": "# New"}, at=timezone.now())
    found = editor.post(address("write"), old | {"text_en": "# Typed"})
    assert found.status_code == 409
    assert "# Typed" in found.content.decode()
    assert found.context["form"]["base"].value() == 2


def test_another_editor_is_led_to_the_draft(draft):
    other = at_desk(Role.EDITOR)
    assert other.get(address("write"))["Location"] == address("draft", draft.pk)
    assert other.post(address("write"), {"text": "x", "text_en": "y", "base": 1, "seen": 1}).status_code == 409


def test_words_go_back_with_a_reason(editor, reader, draft):
    hand_over(editor, draft)
    assert reader.post(address("give_back", draft.pk), {"words": ""}).status_code == 400
    reader.post(address("give_back", draft.pk), {"words": "Shorter, please."})
    assert "Shorter, please." in editor.get(address("write")).content.decode()
    editor.post(address("drop", draft.pk))
    assert queries.open_draft(**WHAT) is None


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_preview_is_what_the_family_page_shows(editor, draft, language):
    """The very piece of the page, its words and its two buttons."""
    hand_over(editor, draft)
    home = make.family(child_age=9)
    preview = editor.get(address("draft_as", draft.pk, language)).content.decode()
    at_desk(Role.SUPERVISOR).post(address("publish", draft.pk), {"seen": draft.revision})
    family = Client()
    family.cookies["django_language"] = language
    make_accounts.sign_in(family, home.guardian)
    shown = family.get(reverse("family:say", args=[home.child.pk, "publish"])).content.decode()
    piece = re.compile(r'<div class="notice".*?</p></div>', re.DOTALL)
    assert piece.search(preview).group() == piece.search(shown).group()
    buttons = re.compile(r'<div class="answer".*?</div>', re.DOTALL)
    assert buttons.search(preview).group() == buttons.search(shown).group()


def test_small_numbers_are_not_said(editor):  # promise 8
    for _ in range(3):
        make.all_say(make.family(child_age=9), Purpose.PUBLISH)
    day = timezone.localdate() + timedelta(days=30)
    write(editor, text_en=clearer(editor), material="on", renew_on=f"{day}")
    page = editor.get(address("draft", Draft.objects.get().pk)).content.decode()
    assert "fewer than 11 people are asked anew" in page
    assert "3 people" not in page
    for _ in range(9):
        make.all_say(make.family(child_age=9), Purpose.PUBLISH)
    assert "12 people are asked anew" in editor.get(address("draft", Draft.objects.get().pk)).content.decode()


def test_every_version_can_be_read_again_and_says_whether_it_is_intact(reader):  # CON-3
    first = {each.language: each for each in queries.version(number=1, **WHAT)}
    words.put_in_force(by=None, **WHAT, texts={"zh-hans": "# 新", "en": "# New"}, at=timezone.now())
    Notice.objects.create(
        **WHAT, language="en", version=3, text="changed by a hand", sha256="0" * 64, published_at=timezone.now()
    )
    page = reader.get(address("one")).content.decode()
    assert page.count("intact: exactly as published") == 4
    assert page.count("not as it was published") == 1
    assert first["en"].sha256 in page
    old = reader.get(reverse("words:version", args=["publish", "guardian", 1])).content.decode()
    assert all(escape(each.title) in old for each in first.values())
    for wrong in (["publish", "guardian", 9], ["tea", "guardian", 1], ["publish", "all", 1]):
        assert reader.get(reverse("words:version", args=wrong), follow=True).status_code == 404


@pytest.mark.parametrize("page", ["list", "one"])
def test_as_many_queries_for_three_versions_as_for_one(page, reader, editor, draft):
    where = reverse("words:list") if page == "list" else address("one")
    reader.get(where)

    def count():
        with CaptureQueriesContext(connection) as found:
            assert reader.get(where).status_code == 200
        return len(found)

    before = count()
    for audience in ("6-8", "9-12"):
        texts = {each.language: each.text + "\n" for each in queries.version("publish", audience, 1)}
        actions.write_draft(
            by=editor.person, purpose="publish", audience=audience, texts=texts, base=1, at=timezone.now()
        )
        for _ in range(2):
            words.put_in_force(by=None, **WHAT, texts=texts, at=timezone.now())
    assert count() == before


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DATA_OFFICER, Role.SUPERVISOR, Role.CURATOR, Role.MODERATOR])
def test_the_menu_leads_there_whom_it_lets_in(role):
    page = at_desk(role).get("/admin/").content.decode()
    assert (reverse("words:list") in page) == (role in WRITERS | PUBLISHERS)
    assert (reverse("weighing:list") in page) == (role in PUBLISHERS)
