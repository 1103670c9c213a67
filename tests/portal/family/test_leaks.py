"""What must never reach a guardian, planted as canaries: drafts, own words, findings, reasons, the other parent."""

import ast
import contextlib
import importlib
import itertools
import re
from types import ModuleType

import pytest
from django.core import mail
from django.dispatch import Signal
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.consent import actions, queries
from portal.consent.purposes import Purpose
from portal.notices import actions as notices
from portal.notices import queries as inbox
from portal.notices.models import Message
from tests.crawling import crawl
from tests.making import consent as make
from tests.making import voices as make_voices

pytestmark = pytest.mark.django_db
DRAFT, SENT, WORDS, PUBLIC = "金丝雀草稿", "金丝雀送出", "金丝雀点头", "金丝雀公开"


def test_a_guardian_reaches_no_draft_and_no_private_word():  # CON-19
    home = make_voices.home(age=9)
    make_voices.draft(home.child, body=f"{DRAFT}，我还在写。")
    make_voices.sent(home.child, body=f"{SENT}，等大人看。")
    make.says(home.child, home.child, Purpose.PUBLISH, words=WORDS)
    shown = make_voices.sent(home.child, body=f"{PUBLIC}，大家都能看到。")
    make_voices.approve(shown)
    child = reverse("family:child", args=[home.child.pk])
    pages = crawl(home.guardian, [reverse("family:home"), child, reverse("inbox")])
    assert child in pages
    assert len(pages) > 10
    assert PUBLIC in pages[child]
    for address, page in pages.items():
        for canary in (DRAFT, SENT, WORDS):
            assert canary not in page, (address, canary)


def test_a_child_is_shown_all_that_home_sees():  # CON-19
    home = make_voices.home(age=9)
    make_voices.approve(make_voices.sent(home.child, body=f"{PUBLIC}，大家都能看到。"))
    client = Client()
    client.force_login(home.child)
    assert PUBLIC in client.get("/zh-hans/me/seen/").content.decode()


def test_another_family_sees_nothing_of_this_one():
    home, other = make_voices.home(age=9), make_voices.home(age=9)
    home.child.pseudonym = "金丝雀化名"
    home.child.save()
    make_voices.draft(home.child, body=DRAFT)
    for person in (other.guardian, other.child):
        start = ["/zh-hans/me/" if person.is_child else reverse("family:home")]
        for address, page in crawl(person, start).items():
            assert "金丝雀" not in page, address


WAYS = {
    "a question": lambda home, at: actions.ask(
        by=home.child, child=home.child, purpose=Purpose.PUBLISH, at=at
    ),
    "a plain message": lambda home, at: notices.tell(
        person=home.guardian, kind="consent.asked", about=f"child:{home.child.pk}", at=at
    ),
    "a message about something of the child's": lambda home, at: notices.tell(
        person=home.guardian, kind="consent.asked", about=f"voice:{home.child.pk}", at=at
    ),
    "a message about nothing in particular": lambda home, at: notices.tell(
        person=home.guardian, kind="consent.asked", at=at
    ),
}  # fmt: skip


@pytest.mark.parametrize(("way", "early"), list(itertools.product(WAYS, [True, False])))
def test_a_blocked_guardian_hears_on_no_channel(way, early, django_capture_on_commit_callbacks, monkeypatch):  # SAF-4
    """Whatever is told, before or after the block: no row, no page, no e-mail; and the other guardian still hears."""
    monkeypatch.setattr(notices, "not_at_night", lambda at: at)
    home, at = make.family(child_age=9, guardians=2), timezone.now()
    blocked, other = home.guardians
    about = f"child:{home.child.pk}"
    if not early:
        notices.block(by=None, person=blocked, about=about, at=at)
    with django_capture_on_commit_callbacks(execute=not early):
        WAYS[way](home, at)
    if early:  # the message was made, its e-mail has not left yet
        notices.block(by=None, person=blocked, about=about, at=at)
        notices.post(at=at)
    assert not inbox.inbox(blocked).exists()
    assert blocked.email not in [address for letter in mail.outbox for address in letter.to]
    client = Client()
    client.force_login(blocked)
    assert "想问问您" not in client.get("/zh-hans/inbox/").content.decode()
    if way == "a question":
        assert other.email in [address for letter in mail.outbox for address in letter.to]
        assert inbox.inbox(other).exists()


def test_a_block_leaves_no_trace_for_the_blocked():
    home, at = make.family(child_age=9), timezone.now()
    client = Client()
    client.force_login(home.guardian)
    before = client.get("/zh-hans/inbox/").content
    notices.block(by=None, person=home.guardian, about=f"child:{home.child.pk}", at=at)
    strip = re.compile(rb'(csrfmiddlewaretoken" value|nonce)="[^"]*"')
    assert strip.sub(b"", client.get("/zh-hans/inbox/").content) == strip.sub(b"", before)


SENDERS = {"send_mail", "send_mass_mail", "mail_admins", "mail_managers", "EmailMessage", "EmailMultiAlternatives"}
SENDING = {"send", "carry", "send_messages"}
DOORS = {
    "portal/notices/actions.py": "asks blocks, nights and neutral words of every letter and short message",
    "portal/accounts/actions/shorts.py": "codes, links and ways in: to a number, not to somebody's inbox",
    "portal/accounts/adapters/account.py": "codes and ways in by letter, to whom may have no account",
    "portal/sms/sending.py": "the carrier itself",
    "activities/live/hub.py": "no message: takes a step of what goes to a socket",
    "portal/pages/management/demo/planting.py": "no message: carries a voice on to a place of the demo",
}


def sends(path, root) -> bool:
    """Whether the file speaks of sending: by one of Django's names, or by a method of what is no signal.

    `letter.send`, handed on to be called later, is among them: a regular expression for `send_mail` saw none.
    """
    module = ".".join(path.relative_to(root).with_suffix("").parts)
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Name | ast.alias) and (getattr(node, "id", None) or node.name) in SENDERS:
            return True
        if isinstance(node, ast.Attribute) and (
            node.attr in SENDERS or (node.attr in SENDING and not is_signal(node.value, module))
        ):
            return True
    return False


def is_signal(owner: ast.expr, module: str) -> bool:
    words = ast.unparse(owner)
    if not re.fullmatch(r"[\w.]+", words):
        return False
    first, *rest = words.split(".")
    found = getattr(importlib.import_module(module), first, None)
    for name in rest:
        found = getattr(found, name, None)
    return isinstance(found, Signal)


def test_letters_and_short_messages_leave_by_these_doors_only(settings):
    """Any other sender would know nothing of blocks, nights and neutral words."""
    found = {
        path.relative_to(settings.ROOT).as_posix()
        for part in ("portal", "activities", "voices", "moderation")
        for path in (settings.ROOT / part).rglob("*.py")
        if "migrations" not in path.parts and "settings" not in path.parts and sends(path, settings.ROOT)
    }
    assert {path for path in found if "mailbox" not in path} == set(DOORS)


@pytest.mark.parametrize(
    ("code", "caught"),
    [
        ("from django.core.mail import send_mail", True),
        ("from django.core import mail\nmail.send_mail()", True),
        ("letter = object()\nlater(letter.send)", True),
        ("render('x').send()", True),
        ("from portal.sms import sending\nsending.send(1)", True),
        ("from portal.sms import sending\nsending.carry(1)", True),
        ("from portal.accounts.signals import left\nleft.send(1)", False),
        ("from portal.accounts import signals\nsignals.left.send(1)", False),
    ],
)
def test_the_walk_sees_a_sender(tmp_path, monkeypatch, code, caught):
    path = tmp_path / "one_that_may_send.py"
    path.write_text(code)
    module = ModuleType("x")
    with contextlib.suppress(Exception):
        exec(code, vars(module))  # noqa: S102 (the lines above)
    monkeypatch.setattr(importlib, "import_module", lambda name: module)
    assert sends(path, tmp_path) is caught


def test_messages_hold_no_names_of_their_own():
    home = make.family(child_age=9)
    actions.ask(by=home.child, child=home.child, purpose=Purpose.PUBLISH, at=timezone.now())
    [message] = Message.objects.all()
    assert message.params == {}
    assert home.child.pseudonym not in message.subject + message.body


def test_several_questions_are_one_message():
    home, at = make.family(child_age=9), timezone.now()
    for purpose in (Purpose.PUBLISH, Purpose.PICTURE_BY_CHILD):
        actions.ask(by=home.child, child=home.child, purpose=purpose, at=at)
    assert Message.objects.count() == 1
    notices.read(by=home.guardian, at=at)
    actions.ask(by=home.child, child=home.child, purpose=Purpose.PICTURE_OF_CHILD, at=at)
    assert Message.objects.count() == 2
    assert len(queries.open_asks(child=home.child, person=home.guardian, at=at)) == 3
