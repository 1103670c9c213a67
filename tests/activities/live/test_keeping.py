"""A room's record is kept twelve months at most, as every guardian was told (PRI-7), a lead's case longer (SAF-7)."""

from datetime import timedelta
from unittest.mock import patch

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from activities import registry
from activities.live import actions, log
from activities.live.actions import keeping
from activities.live.models import Entry, HeldForCare, Reading, Room, Summary, SummaryVersion
from moderation import actions as judging
from portal.audit import queries as audit
from portal.clock import actions as clock
from portal.ui.refusals import Refusal
from tests.making import live as make
from tests.making import moderation as make_moderation
from tests.making.live_pages import visit, way

pytestmark = pytest.mark.django_db
NEAR, PLAIN = "有时候我想自杀", "小卖部的台阶太高"
DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


def over(*, days, said=(PLAIN,)):
    """A room of so many days ago, in which a child said something."""
    at = timezone.now() - days * DAY
    house = make.house(child_age=15, at=at)
    house.sit(*house.adults, *house.children)
    for words in said:
        house.do(house.children[0], "say", text=words, at=at)
    house.do(house.adults[0], "close_room", at=at)
    house.room.refresh_from_db()
    return house


def entries(house):
    return Entry.objects.filter(room__in=[house.room.pk, *house.room.groups.values_list("pk", flat=True)])


def test_after_a_year_nothing_of_a_room_is_left():  # PRI-7
    house = over(days=361)
    version = make.told_of(house, house.children[0], PLAIN)
    number = entries(house).count()
    assert number > 3
    clock.tick(at=timezone.now())
    assert not entries(house).exists()
    assert not Reading.objects.filter(version=version).exists()
    written = (Summary.objects.get(), SummaryVersion.objects.get())
    assert {(each.course, each.agreed, each.coming) for each in written} == {("", "", "")}
    line = audit.lines(act="live.kept_no_longer").get()
    assert (line.subject, line.detail) == (f"room:{house.room.pk}", {"entries": number})
    actions.erase_old(at=timezone.now() + DAY)
    assert audit.lines(act="live.kept_no_longer").count() == 1


@pytest.mark.parametrize(("days", "kept"), [(359, True), (360, False)])
def test_not_a_day_before(days, kept):
    house = over(days=days)
    actions.erase_old(at=timezone.now())
    assert entries(house).exists() is kept


def test_small_groups_go_with_their_room():
    at = timezone.now() - 361 * DAY
    house = over(days=361)
    group = Room.objects.create(
        session=house.room.session, parent=house.room, number=1, state="closed",
        opened_at=at + timedelta(minutes=10), closed_at=at + timedelta(minutes=20), opened_by=house.adults[0],
    )  # fmt: skip
    Entry.objects.create(room=group, seq=1, audience="all", event={"type": "room_closed"}, at=at)
    actions.erase_old(at=timezone.now())
    assert not entries(house).exists()
    assert Room.objects.filter(erased_at=None).count() == 0


def test_an_open_room_keeps_its_log_however_old_it_is():
    house = make.house(at=timezone.now() - 400 * DAY)
    actions.erase_old(at=timezone.now())
    assert entries(house).exists()
    with pytest.raises(DatabaseError), transaction.atomic():
        Room.objects.filter(pk=house.room.pk).update(erased_at=timezone.now())


def test_the_database_lets_no_young_entry_go_whoever_asks():
    house = over(days=340)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(room=house.room).delete()
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        Entry.objects.filter(room=house.room, seq=1).update(seq=99)


def test_what_a_lead_looks_at_stays_until_they_have_done():  # SAF-7
    house = over(days=361, said=(PLAIN, NEAR))
    held = HeldForCare.objects.get(entry__room=house.room)
    actions.erase_old(at=timezone.now())
    assert [each.event["text"] for each in entries(house)] == [NEAR]
    assert HeldForCare.objects.get(keeping.has_words()) == held
    lead, case = make_moderation.lead(office=house.office, at=timezone.now()), held.case
    judging.claim(by=lead, case=case, at=timezone.now())
    case.refresh_from_db()
    facts = {"revision": case.revision, "digest": case.digest, "best_interests": "已安排"}
    judging.close(by=lead, case=case, at=timezone.now(), **facts)
    actions.erase_old(at=timezone.now())
    left = entries(house).get().event
    assert (left["text"], left["by"]["name"]) == ("", "")
    assert not HeldForCare.objects.filter(keeping.has_words()).exists(), "nobody reads it again"


def is_led_there(child, house) -> bool:
    """Whether the page of the group shows a way into this room, or to what was written of it."""
    found = registry.ways_of(child, house.activity, at=timezone.now())
    return any(str(house.room.pk) in each.address for each in found)


def test_a_room_that_is_gone_is_as_if_it_had_never_been():
    house = over(days=361)
    child, adult = house.children[0], house.adults[0]
    make.told_of(house, child, PLAIN)
    source = f"{house.room.pk}.{entries(house).get(author=child.pk, event__type='message_posted').seq}"
    assert registry.own_words(child, f"live:{source}").words == PLAIN
    assert is_led_there(child, house)
    actions.erase_old(at=timezone.now())
    assert registry.own_words(child, f"live:{source}") is None
    assert not is_led_there(child, house)
    for person, names in ((child, ("live:room", "live:summary")), (adult, ("live_desk:review", "live_desk:summary"))):
        for name in names:
            assert visit(person).get(way(name, house), follow=True).status_code == 404
    with pytest.raises(Refusal):
        actions.write_summary(
            by=adult, room=house.room, words={"course": PLAIN}, left_out=set(), seen=0, at=timezone.now()
        )
    assert log.current(house.room.pk).seq == 0


def test_one_that_cannot_go_keeps_no_other():
    stuck, free = over(days=370), over(days=361)
    real = keeping._erase

    def fails(pk, at):
        if pk == stuck.room.pk:
            raise DatabaseError
        real(pk, at)

    with patch.object(keeping, "_erase", fails):
        actions.erase_old(at=timezone.now())
    assert entries(stuck).exists()
    assert not entries(free).exists()
