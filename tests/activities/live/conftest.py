"""A room that lives in one event loop, its transactions announced at once."""

import asyncio

import pytest
from asgiref.sync import async_to_sync
from channels.layers import channel_layers
from django.db import transaction

from tests.making import live as make


@pytest.fixture
def commits(monkeypatch):
    """Inside a test's own transaction nothing ever commits; what waits for it happens at once instead."""
    monkeypatch.setattr(transaction, "on_commit", lambda act, using=None, robust=False: act())
    # Nor may a socket give back the one connection that holds that transaction.
    monkeypatch.setattr("channels.db.close_old_connections", lambda: None)
    channel_layers.backends.clear()
    yield
    channel_layers.backends.clear()


@pytest.fixture
def talk(commits):
    """`talk(conversation, house)` runs an async function with an `enter(person)` that opens windows."""
    from portal.asgi import application

    def run(conversation, house):
        windows = []

        async def enter(person, *, ready=True, **how):
            opening = {name: how.pop(name) for name in ("ticket", "origin", "path") if name in how}
            window = await make.Window(house, person, application, **how).open(**opening)
            windows.append(window)
            if ready and window.connected:
                await window.hears("welcome")
            return window

        async def whole():
            try:
                await asyncio.wait_for(conversation(enter), 30)
            finally:
                for window in windows:
                    await window.close()

        async_to_sync(whole)()

    return run
