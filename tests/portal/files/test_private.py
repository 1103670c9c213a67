"""Private bytes leave with headers that let nobody keep or run them (SEC-25, SEC-26)."""

from hashlib import sha256

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import RequestFactory

from portal.files.private import random_name, serve, serve_parts


def test_served_bytes_are_never_kept_nor_run():  # SEC-26
    name = default_storage.save(random_name("trial", "webp"), ContentFile(b"pixels"))
    try:
        response = serve(default_storage.open(name))
    finally:
        default_storage.delete(name)
    assert response.content == b"pixels"
    assert response["Content-Type"] == "image/webp"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'"


def test_names_are_random_and_say_nothing():  # SEC-25
    names = {random_name("voices", "webp") for _ in range(50)}
    assert len(names) == 50
    assert all(len(name.split("/")[-1]) == 37 for name in names)


SOUND = bytes(range(100))
TAG = sha256(SOUND).hexdigest()
WHOLE = (200, SOUND, None)
PARTS = {
    "": WHOLE,
    "bytes=0-": (206, SOUND, "bytes 0-99/100"),
    "bytes=0-1": (206, SOUND[:2], "bytes 0-1/100"),
    "bytes=90-400": (206, SOUND[90:], "bytes 90-99/100"),
    "bytes=99-99": (206, SOUND[99:], "bytes 99-99/100"),
    "bytes=-10": (206, SOUND[90:], "bytes 90-99/100"),
    "bytes=-400": (206, SOUND, "bytes 0-99/100"),
    "bytes=100-": (416, b"", "bytes */100"),
    "bytes=-0": (416, b"", "bytes */100"),
    "bytes=5-2": WHOLE,
    "bytes=-": WHOLE,
    "bytes=0-1,5-6": WHOLE,
    "lines=0-1": WHOLE,
    "bytes=a-b": WHOLE,
    "bytes=٠-٩": WHOLE,
    f"bytes=0-{'9' * 40}": WHOLE,
}


@pytest.fixture
def sound():
    name = default_storage.save(random_name("trial", "mp3"), ContentFile(SOUND))
    yield lambda: default_storage.open(name)
    default_storage.delete(name)


def in_parts(sound, asked, **more):
    request = RequestFactory().get("/", headers={"Range": asked} | more)
    return serve_parts(request, sound(), content_type="audio/mpeg", digest=TAG)


@pytest.mark.parametrize("asked", PARTS)
def test_players_get_the_part_they_ask_for(sound, asked):
    status, body, said = PARTS[asked]
    response = in_parts(sound, asked)
    assert (response.status_code, response.content, response.get("Content-Range")) == (status, body, said)
    assert response["Accept-Ranges"] == "bytes"
    assert "no-store" in response["Cache-Control"]
    assert response["Content-Security-Policy"] == "default-src 'none'"


@pytest.mark.parametrize("asked", PARTS)
def test_a_head_tells_of_the_whole_whatever_part_it_names(sound, asked):  # RFC 9110, 14.2
    request = RequestFactory().head("/", headers={"Range": asked})
    response = serve_parts(request, sound(), content_type="audio/mpeg", digest=TAG)
    assert (response.status_code, response.get("Content-Range")) == (200, None)
    assert response["Accept-Ranges"] == "bytes"


def test_a_part_of_something_else_is_not_asked_for(sound):
    assert in_parts(sound, "bytes=0-1", **{"If-Range": '"other"'}).content == SOUND
    assert in_parts(sound, "bytes=0-1", **{"If-Range": f'"{TAG}"'}).content == SOUND[:2]


def test_other_bytes_than_were_put_in_force_are_as_lost(sound):  # CON-3
    with pytest.raises(FileNotFoundError):
        serve_parts(RequestFactory().get("/"), sound(), content_type="audio/mpeg", digest="0" * 64)
