"""Two rooms, one with a hundred events and one with a hundred thousand: what a command costs in each, as JSON."""

import json
import statistics
import time
from uuid import uuid4

import django

django.setup()

from django.utils import timezone  # noqa: E402

from activities.live import log, protocol, queries  # noqa: E402
from activities.live.models import Entry  # noqa: E402
from activities.live.room import Sent  # noqa: E402
from tests import databases  # noqa: E402
from tests.making import live as make  # noqa: E402

EARLY, LATE, RUNS = 100, 100_000, 60


def filled(events: int):
    house, at = make.house(children=1, child_age=15), timezone.now()
    house.sit(*house.adults, *house.children)
    who, number = queries.face(house.adults[0]), Entry.objects.filter(room=house.room).count()
    said = protocol.MessagePosted(by=who, text="我们走北门吧", at=at)
    body = Sent(said).event.model_dump(mode="json")
    rows = (
        Entry(room=house.room, seq=seq, audience="all", event=body, author=who.id, client_id=str(uuid4()), at=at)
        for seq in range(number + 1, events + 1)
    )
    Entry.objects.bulk_create(rows, batch_size=2000)
    return house


def cost(house) -> float:
    start = time.process_time()
    house.do(house.children[0], "raise_hand")
    house.do(house.children[0], "lower_hand")
    return (time.process_time() - start) / 2


if __name__ == "__main__":
    own = databases.Databases()
    own.make_template()
    name = own.copy("growth")
    databases.use(name)
    try:
        houses = {"early": filled(EARLY), "late": filled(LATE)}
        start = time.perf_counter()
        log.current(houses["late"].room.pk)
        found = {"fold": time.perf_counter() - start}
        taken = {key: [] for key in houses}
        for _ in range(RUNS):
            for key, house in houses.items():
                taken[key].append(cost(house))
        found |= {key: statistics.median(values) for key, values in taken.items()}
        print(json.dumps(found))
    finally:
        own.drop(name)
