"""The summary of a session: written by adults, given in versions, answered by children, and never against a no."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities import registry
from activities.live import actions, queries
from activities.live.models import Entry, Reading, Summary, SummaryVersion
from activities.live.queries import summing
from activities.purposes import scope
from moderation.models import Case
from portal.audit import queries as audit
from portal.consent.purposes import Purpose
from portal.notices.models import Message
from portal.ui.refusals import Refusal
from tests.making import consent as make_consent
from tests.making import directory as make_directory
from tests.making import live as make
from tests.making.live_pages import seated, visit, way
from voices.models import Voice

pytestmark = pytest.mark.django_db
NO_WORDS = {"course": "", "agreed": "", "coming": ""}


@pytest.fixture(autouse=True)
def _announced(commits):
    pass


def over(**how):
    """A session that is over: kite took notes and said something, bell was held."""
    house = make.house(child_age=15, **how)
    house.sit(*house.adults, *house.children)
    kite, bell = house.children[:2]
    house.do(house.adults[0], "set_agenda", text="走一遍北门")
    house.do(house.adults[0], "give_role", role="note_taker", who=kite.pk)
    house.line = house.do(kite, "write_down", text="大家想走北门").seq
    house.said = house.do(kite, "say", text="小卖部的台阶太高").seq
    house.held = house.do(bell, "say", text="打给我 13912345678").seq
    house.do(house.adults[0], "close_room")
    house.room.refresh_from_db()
    return house


def keep(house, by=None, *, seen=0, left_out=(), **words):
    facts = {"words": NO_WORDS | words, "left_out": set(left_out), "seen": seen}
    return actions.write_summary(by=by or house.adults[0], room=house.room, at=timezone.now(), **facts)


def give(house, by=None, *, seen=0, left_out=(), changed="", **words):
    facts = {"words": NO_WORDS | words, "left_out": set(left_out), "seen": seen, "changed": changed}
    return actions.publish_summary(by=by or house.adults[0], room=house.room, at=timezone.now(), **facts)


def says(child, version, *, fits=True, words=""):
    return actions.say_of_summary(by=child, version=version, fits=fits, words=words, at=timezone.now())


def read(house, child) -> str:
    return visit(child).get(way("live:summary", house)).content.decode()


# --- At the desk


def test_only_adults_of_a_room_that_is_over_write_it():
    house = over()
    stranger = make.adult(make_directory.office())
    for person in (stranger, house.children[0]):
        with pytest.raises(Refusal):
            keep(house, person)
        answer = visit(person).get(way("live_desk:summary", house), follow=True)
        assert "大家想走北门" not in answer.content.decode()
    assert visit(stranger).get(way("live_desk:summary", house), follow=True).status_code == 404
    running = seated()
    with pytest.raises(Refusal, match=r"open|开"):
        keep(running)
    assert visit(running.adults[0]).get(way("live_desk:summary", running), follow=True).status_code == 404


def test_it_is_drafted_from_the_log_without_what_was_held():
    house = over()
    page = visit(house.adults[0]).get(way("live_desk:summary", house)).content.decode()
    assert "走一遍北门</textarea>" in page
    assert "大家想走北门" in page
    assert "13912345678" not in page
    assert "台阶" not in page, "what was said is not in the minutes unless somebody wrote it down"


def test_what_two_write_at_once_is_not_lost():
    house = over()
    ming, ning = (visit(adult) for adult in house.adults)
    address = way("live_desk:summary", house)
    assert ming.post(address, {"seen": 0, "course": "很好", "do": "save"}).status_code == 302
    answer = ning.post(address, {"seen": 0, "course": "有点吵", "do": "save", "left_out": house.line})
    page = answer.content.decode()
    assert "有点吵</textarea>" in page
    assert "很好" in page, "both texts are on the page"
    assert 'name="seen" value="1"' in page
    assert Summary.objects.get().course == "很好"
    ning.post(address, {"seen": 1, "course": "很好，有点吵", "do": "save"})
    assert Summary.objects.get().course == "很好，有点吵"


@pytest.mark.parametrize("words", ["打给我 13912345678", "{name}主持得好"], ids=["contact", "what a child is called"])
def test_an_adults_words_name_nobody_and_carry_no_contact(words):  # PRI-4
    house = over()
    with pytest.raises(Refusal):
        give(house, course=words.format(name=house.children[0].pseudonym))
    assert not SummaryVersion.objects.exists()


# --- Giving and reading


def test_the_group_reads_a_version_once_it_is_given_and_not_before():
    house = over()
    kite = house.children[0]
    keep(house, course="很好")
    assert visit(kite).get(way("live:summary", house)).status_code == 404
    give(house, seen=1, course="我们走了北门", agreed="下次带尺子")
    page = read(house, kite)
    assert all(words in page for words in ("我们走了北门", "下次带尺子", "大家想走北门"))
    assert Message.objects.filter(person=kite, kind="live.summary").count() == 1
    assert [line.detail["version"] for line in audit.lines(act="live.summary_given")] == [1]
    outsider = make.house().children[0]
    assert visit(outsider).get(way("live:summary", house)).status_code == 404


def test_a_line_left_out_is_not_read_by_the_group():
    house = over()
    give(house, left_out=[house.line, 9999])
    assert SummaryVersion.objects.get().left_out == [house.line]
    assert "大家想走北门" not in read(house, house.children[1])


def test_a_correction_is_a_new_version_that_says_what_changed():
    house = over()
    first = give(house, course="我们走了北门")
    with pytest.raises(Refusal):
        give(house, seen=1, course="我们走了南门")
    second = give(house, seen=1, course="我们走了南门", changed="是南门，不是北门")
    assert (first.number, second.number) == (1, 2)
    page = read(house, house.children[0])
    assert "是南门，不是北门" in page
    assert "我们走了南门" in page
    with pytest.raises(Refusal):
        says(house.children[0], first)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        SummaryVersion.objects.filter(pk=first.pk).update(course="别的话")


# --- What children say of it


def test_a_child_says_that_it_was_so_or_what_is_missing():
    house = over()
    version = give(house)
    kite = visit(house.children[0])
    group = f"/zh-hans/activities/{house.activity.pk}/group/"
    assert way("live:summary", house) in kite.get(group).content.decode()
    say = way("live:say_of_summary", house)
    kite.post(say, {"version": version.pk, "says": "fits"})
    assert Reading.objects.get().fits
    kite.post(say, {"version": version.pk, "says": "amiss", "words": "我们还量了台阶"})
    assert (Reading.objects.get().fits, Reading.objects.get().words) == (False, "我们还量了台阶")
    assert "我们还量了台阶" not in read(house, house.children[1])
    assert "我们还量了台阶" in visit(house.adults[1]).get(way("live_desk:summary", house)).content.decode()


def test_without_words_nothing_is_missing_and_nothing_is_kept():
    house = over()
    version = give(house)
    answer = visit(house.children[0]).post(way("live:say_of_summary", house), {"version": version.pk, "says": "amiss"})
    assert answer.status_code == 200
    assert not Reading.objects.exists()


def test_words_on_an_old_version_stay_in_the_box():
    house = over()
    first = give(house)
    give(house, seen=1, changed="补上台阶")
    kite = visit(house.children[0])
    answer = kite.post(way("live:say_of_summary", house), {"version": first.pk, "says": "amiss", "words": "少了台阶"})
    page = answer.content.decode()
    assert "少了台阶</textarea>" in page
    assert f'value="{SummaryVersion.objects.first().pk}"' in page


def test_a_sign_of_harm_goes_to_the_lead_alone():  # SAF-5
    house = over()
    version = give(house)
    assert says(house.children[0], version, fits=False, words="有时候我想自杀")
    assert Case.objects.filter(kind="asking").count() == 1
    assert Reading.objects.get().words == ""
    assert "自杀" not in visit(house.adults[0]).get(way("live_desk:summary", house)).content.decode()


@pytest.mark.parametrize(("children", "yes", "shown"), [(12, 1, None), (12, 12, None), (22, 11, 11), (23, 11, 11)])
def test_how_many_confirmed_is_told_where_it_tells_nothing_of_one(children, yes, shown):  # decisions: Small numbers
    house = over(children=children)
    version = give(house)
    for child in house.children[:yes]:
        Reading.objects.create(version=version, child=child, fits=True, at=timezone.now())
    assert queries.confirmed(version) == shown
    assert summing.summed(house.room, at=timezone.now()).took_part == children


# --- Consent and erasing


def test_nobodys_words_or_name_stand_there_against_a_no():  # CON-2
    house = over()
    version = give(house)
    home = house.homes[0]
    make_consent.says(home.guardian, home.child, Purpose.LIVE, scope(house.activity), yes=False)
    page = read(house, house.children[1])
    assert "大家想走北门" not in page
    assert home.child.pseudonym not in page
    assert version.number == 1


def test_a_later_erasure_takes_the_words_out_of_every_version():  # PRI-6
    house = over()
    kite = house.children[0]
    keep(house, course="有人说：小卖部的台阶太高。")
    version = give(house, seen=1, course="有人说：小卖部的台阶太高。", agreed="下次带尺子")
    actions.erase_entries(by=None, person=kite.pk, at=timezone.now())
    version.refresh_from_db()
    assert (version.course, version.agreed, Summary.objects.get().course) == ("", "下次带尺子", "")
    page = read(house, house.children[1])
    assert "北门" not in page.replace("走一遍北门", "")
    assert kite.pseudonym not in page


# --- Voices from it


def test_a_child_begins_a_voice_with_own_words_and_nobody_elses():
    house = over()
    give(house)
    kite, bell = (visit(child) for child in house.children)
    begin = "/zh-hans/voices/write/said/"
    source = f"live:{house.room.pk}.{house.said}"
    assert source in read(house, house.children[0])
    assert source not in read(house, house.children[1])
    for client, words in [
        (bell, source),
        (bell, f"live:{house.room.pk}.{house.held}"),
        (kite, f"live:{house.room.pk}.x"),
        (kite, "live:nothing"),
        (kite, ""),
    ]:
        assert client.post(begin, {"source": words}).status_code == 404
    assert not Voice.objects.exists()
    assert kite.post(begin, {"source": source}).status_code == 302
    kite.post(begin, {"source": source})
    voice = Voice.objects.get()
    assert (voice.author, voice.activity, voice.draft.body) == (house.children[0], house.activity, "小卖部的台阶太高")


def test_a_line_an_adult_put_into_other_words_is_nobodys_own():
    house = seated()
    kite = house.children[0]
    house.do(house.adults[0], "give_role", role="note_taker", who=kite.pk)
    number = house.do(kite, "write_down", text="大家想走北门").seq
    house.do(house.adults[0], "correct_line", message=number, text="多数人想走北门")
    house.do(house.adults[0], "close_room")
    assert registry.own_words(kite, f"live:{house.room.pk}.{number}") is None


# --- Cost


def test_its_pages_ask_the_same_for_one_line_and_for_many():
    counts = []
    for lines in (1, 6):
        house = seated()
        for each in range(lines):
            house.do(house.adults[0], "write_down", text=f"第{each}条")
        house.do(house.adults[0], "close_room")
        house.room.refresh_from_db()
        version = give(house)
        for child in house.children[: min(lines, 2)]:
            says(child, version, fits=False, words="少了台阶")
        for who, name in ((house.children[0], "live:summary"), (house.adults[0], "live_desk:summary")):
            client = visit(who)
            client.get(way(name, house))
            with CaptureQueriesContext(connection) as asked:
                assert client.get(way(name, house)).status_code == 200
            counts.append(len(asked))
    assert counts[:2] == counts[2:]


def test_the_log_is_as_long_as_before():
    house = over()
    entries = Entry.objects.filter(room=house.room).count()
    give(house)
    assert Entry.objects.filter(room=house.room).count() == entries
