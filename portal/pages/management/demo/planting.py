"""Plants the demo through the same actions that people use, in the order in which it would have happened."""

from datetime import datetime, timedelta

from django.db import transaction

from portal.audit import log
from portal.consent import actions as consent
from portal.pages import actions as pages
from portal.pages.management.demo import echoing, growing, looking_back, offices, things, town


@transaction.atomic
def plant(*, at: datetime) -> None:
    """Everything the first visitor should find, told as the four weeks before `at`."""
    begun = at - timedelta(days=28)
    log.write("demo.filled", by=None, subject="site:demo", at=at)  # production refuses a database that says so
    log.write("demo.filled", by=None, subject="site:demo", at=begun)  # production refuses a database that says so
    consent.load_notices(at=begun)
    pages.plant_tree(at=begun)
    place = town.settle(at=begun)
    families = town.welcome(place, at=begun + timedelta(days=1))
    activities = things.prepare(place, at=begun + timedelta(days=2), now=at)
    looking_back.plant(place, now=at)
    things.write_centre(place, at=begun + timedelta(days=2))
    things.fill(place, families, activities, at=at - timedelta(days=3))
    said, adults = growing.speak(place, at=begun + timedelta(days=4), now=at - timedelta(days=12))
    echoing.carry(place, said, adults, now=at)
    offices.hold(place, families, said, adults, activities["stewards"], now=at)
