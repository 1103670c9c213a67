"""A live room as its people walk it page by page, without sockets."""

from django.test import Client
from django.urls import reverse
from django.utils import translation

from tests.making import accounts as make_accounts
from tests.making import live as make


def seated(*, child_age=15):
    """A room whose adults and children are all here."""
    made = make.house(child_age=child_age)
    made.sit(*made.adults, *made.children)
    return made


def visit(person) -> Client:
    client = Client()
    make_accounts.sign_in(client, person)
    return client


def way(name, house) -> str:
    with translation.override("zh-hans"):
        return reverse(name, args=[house.room.pk])


def page(client, house, *, desk=False) -> str:
    return client.get(way("live_desk:room" if desk else "live:room", house)).content.decode()


def post(client, house, command, *, desk=False, **fields):
    """A form of the room; it always leads back to a page, whatever came of it."""
    answer = client.post(way("live_desk:do" if desk else "live:do", house), {"type": command, **fields})
    assert answer.status_code == 302
    return answer
