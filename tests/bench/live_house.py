"""Fills a copy of the database with one big room and many small ones; prints who belongs where as JSON.

python -m tests.bench.live_house CHILDREN ROOMS, on SQLite or on what DATABASE_URL names; DROP=name drops that copy.
"""

import json
import os
import shutil
import sys
from datetime import timedelta

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

from tests import databases  # noqa: E402
from tests.making import activities as make_activities  # noqa: E402
from tests.making import live as make  # noqa: E402


def big(children: int) -> dict:
    house = make.house(children=children, child_age=15)
    people = {str(child.pk): house.login(child) for child in house.children}
    adults = {str(adult.pk): house.login(adult) for adult in house.adults}
    return {"room": str(house.room.pk), "adults": adults, "children": people}


def small(rooms: int) -> list[dict]:
    """Rooms of ten that share eight children. Each has two adults of its own: who sits in two rooms counts in one."""
    if not rooms:
        return []
    house, at = make.house(children=8), timezone.now()
    found = []
    for _ in range(rooms):
        session = make_activities.session(house.activity, starts_at=at, ends_at=at + timedelta(hours=3))
        speaker, other = make.adult(house.office), make.adult(house.office)
        room = make.opened(speaker, session, at=timezone.now())
        for child in house.children:
            make.says(child, room)
        adults = {str(adult.pk): house.login(adult) for adult in (speaker, other)}
        people = {str(child.pk): house.login(child) for child in house.children}
        found.append({"room": str(room.pk), "adults": adults, "children": people})
    return found


def fresh(own: databases.Databases) -> str:
    if not databases.is_sqlite():
        return own.copy("bench", keeper=os.getppid())
    # A name of its own: a test run beside this one clears away copies whose maker is gone.
    name = str(settings.DATA_DIR / f"bench-{os.getppid()}-{os.getpid()}.sqlite3")
    shutil.copyfile(own.template, name)
    return name


if __name__ == "__main__":
    own = databases.Databases()
    if gone := os.environ.get("DROP"):
        own.drop(gone)
        sys.exit()
    own.make_template()
    name = fresh(own)
    databases.use(name)
    made = {"database": name, "big": big(int(sys.argv[1])), "small": small(int(sys.argv[2]))}
    if not databases.is_sqlite():
        # What autovacuum does a minute after so many rows came: without statistics every check of 200 adults is a scan.
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
    json.dump(made, sys.stdout)
