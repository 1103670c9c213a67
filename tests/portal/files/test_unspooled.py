"""Lists that name families touch no disk: neither the body on its way in nor the file in it (PII-1)."""

import asyncio
import tempfile
from uuid import uuid4

import pytest
from django.core.files import temp
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.handlers.asgi import ASGIHandler
from django.urls import reverse
from django.utils import translation

from portal.accounts.roles import Role
from portal.figures import tables
from portal.files.unspooled import HELD, Unspooled
from portal.settings import base
from tests.making import accounts, directory
from tests.making import desk as make

LIST = "名字\n".encode()


@pytest.fixture
def no_disk(monkeypatch):
    """Whoever opens a temporary file fails the test."""

    def opened(*args, **kwargs):
        raise AssertionError("written to disk")

    monkeypatch.setattr(temp, "NamedTemporaryFile", opened)
    monkeypatch.setattr(tempfile, "NamedTemporaryFile", opened)
    monkeypatch.setattr(tempfile, "TemporaryFile", opened)


def sent(n: int):
    return {"file": SimpleUploadedFile("list.csv", LIST + "会飞的伞\n".encode() * (n // 13))}


def test_what_a_table_may_have_is_what_is_held():
    assert tables.LARGEST <= HELD < base.FILE_UPLOAD_MAX_MEMORY_SIZE  # with the rest of its body


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1000, HELD + 100_000, 3 * 1024 * 1024], ids=["small", "too-big", "far-too-big"])
def test_a_list_of_names_to_invite_stays_in_memory(client, no_disk, size):
    hall = make.hall()
    accounts.sign_in(client, hall.adults[0])
    page = client.post(reverse("desk_day:invite", args=[hall.activity.pk]), sent(size))
    errors = page.context["form"].errors.get("file", [])
    assert not errors if size == 1000 else "512KB" in errors[0]


@pytest.mark.django_db
def test_a_list_of_families_stays_in_memory(client, no_disk):
    accounts.sign_in(client, accounts.staff(Role.WORKER, office=directory.office()))
    page = client.post(reverse("families:import"), sent(3 * 1024 * 1024))
    assert page.status_code == 400
    assert page.context["form"].errors["file"]


def _read_in(path: str, size: int):
    """What Django makes of a body of that size, sent in pieces of 64 KiB as a server hands it on."""
    found = {}

    async def pages(scope, receive, send):
        found["body"] = await ASGIHandler().read_body(receive)

    pieces = [b"x" * 65536] * (size // 65536)
    waiting = iter([(piece, True) for piece in pieces] + [(b"", False)])

    async def receive():
        body, more = next(waiting)
        return {"type": "http.request", "body": body, "more_body": more}

    asyncio.run(Unspooled(pages)({"type": "http", "method": "POST", "path": path}, receive, None))
    return found["body"]


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("name", ["desk_day:invite", "families:import"])
def test_no_more_of_the_body_comes_through_than_is_kept_in_memory(no_disk, name, language):
    with translation.override(language):
        path = reverse(name, args=[uuid4()] if name == "desk_day:invite" else [])
    body = _read_in(path, 3 * 1024 * 1024)
    assert len(body.read()) == base.FILE_UPLOAD_MAX_MEMORY_SIZE


def test_other_pages_read_all_of_their_bodies():
    assert len(_read_in("/nowhere/", 3 * 1024 * 1024).read()) == 3 * 1024 * 1024
