"""Kinds of messages for tests."""

from contextlib import contextmanager

from portal.notices import registry


@contextmanager
def kind(name: str = "test.kind", *, subject="About {title}", body="Something happened: {title}"):
    registry.register(name, subject=subject, body=body, url=lambda message: "/somewhere/")
    try:
        yield name
    finally:
        registry.kinds.pop(name)
