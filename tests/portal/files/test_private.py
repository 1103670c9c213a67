"""Private bytes leave with headers that let nobody keep or run them (SEC-25, SEC-26)."""

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from portal.files.private import random_name, serve


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
