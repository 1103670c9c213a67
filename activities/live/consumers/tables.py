"""Asking the tables from the event loop, over one connection that stays open.

Channels gives its connection back before and after every call; with SQLite that means opening the file and setting it
up anew for every message. Here it is given back when something went wrong with it.
"""

from asgiref.sync import sync_to_async
from django.db import connections


def in_db(function):
    """`await in_db(act)(…)` runs `act` on the thread that talks to the database."""

    def tended(*args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Exception:
            for connection in connections.all(initialized_only=True):
                if connection.errors_occurred:
                    connection.close_if_unusable_or_obsolete()
            raise

    return sync_to_async(tended)
