"""What ends by no family's hand (a rest, a birthday, changed words) reaches every part above like a taking back."""

from datetime import UTC, datetime, timedelta

import pytest

from activities import queries as activities
from activities.live.models import Presence
from portal.consent import actions
from portal.consent.models import Notice
from portal.consent.purposes import Purpose
from tests.making import activities as make_activities
from tests.making import advocacy as make_advocacy
from tests.making import consent as make
from tests.making import live as make_live
from tests.making import voices as make_voices
from voices import queries as voices
from voices.advocacy import queries as advocacy

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)


def suspended(home, purpose):
    actions.suspend(by=make.worker(at=LATER), link=home.link, code="court", at=LATER)


def revoked(home, purpose):
    actions.revoke(by=make.worker(at=LATER), link=home.link, code="safety", at=LATER)


def disputed(home, purpose):
    actions.dispute(by=make.worker(at=LATER), link=home.link, at=LATER)


def turned_fourteen(home, purpose):
    """Born so that the birthday is today; the vault is told again, as nobody waits for years in a test."""
    make.known(home.child, born="2012-11-03", at=AT)
    actions.keep_birthdays(at=AT)
    assert actions.keep_birthdays(at=LATER) == 1


def overtaken(home, purpose):
    for audience in ("guardian", "6-8", "9-12", "13-17"):
        for language in ("zh-hans", "en"):
            Notice.objects.create(
                purpose=purpose, audience=audience, language=language, version=9, text="新", sha256="0" * 64,
                published_at=AT, material=True, renew_by=LATER,
            )  # fmt: skip
    assert actions.announce_renewals(at=LATER) > 0


WAYS = [suspended, revoked, disputed, turned_fourteen, overtaken]


@pytest.mark.parametrize("end", WAYS)
def test_words_leave_the_wall(end):  # CON-11, CON-13, CON-16, CON-17
    home = make_voices.home(age=13, at=AT)
    voice = make_voices.out(home.child, at=AT)
    assert voices.is_public(voice, AT)
    end(home, Purpose.PUBLISH)
    voice = make_voices.again(voice)
    assert not voice.showing
    assert not voices.is_public(voice, LATER)


@pytest.mark.parametrize("end", WAYS)
def test_a_place_is_given_free(end):
    activity = make_activities.activity(at=AT)
    home = make.family(child_age=13, at=AT)
    make.all_say(home, Purpose.ACTIVITY, activities.scope(activity), at=AT)
    make_activities.place(activity, home.child, at=AT)
    assert activities.holds_place(home.child, activity)
    end(home, Purpose.ACTIVITY)
    assert not activities.holds_place(home.child, activity)


@pytest.mark.parametrize("end", WAYS)
def test_a_chair_in_a_live_room_is_empty(end):
    house = make_live.house(children=1, child_age=13, at=AT)
    house.sit(*house.children)
    end(house.homes[0], Purpose.LIVE)
    assert not Presence.objects.filter(person=house.children[0].pk).exists()


@pytest.mark.parametrize("end", WAYS)
def test_a_quote_no_longer_stands(end):
    story = make_advocacy.quoted(at=AT)
    assert [quote.stands for quote in advocacy.shown_quotes(story.brief, at=AT)] == [True]
    end(story.home, Purpose.ADVOCACY)
    assert [quote.stands for quote in advocacy.shown_quotes(story.brief, at=LATER)] == [False]
