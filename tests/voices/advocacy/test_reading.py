"""The echo wall, the path of a voice, and who may be asked."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import advocacy as make
from voices import queries as voices
from voices.advocacy import actions, queries
from voices.advocacy.purposes import scope
from voices.states import Shown

pytestmark = pytest.mark.django_db
AT = timezone.now()


def take_back(story, at=AT):
    consent.withdraw(
        by=story.home.guardian, child=story.home.child, purpose=Purpose.ADVOCACY, scope=scope(story.campaign), at=at
    )


def test_silence_is_shown_as_days():  # promise 6
    make.delivered(at=AT)
    echo = queries.latest_echoes(AT + timedelta(days=25), 3)[0]
    assert (echo.words, echo.is_childs, echo.silent, echo.days) == (make.LINE, True, True, 26)


def test_an_answer_is_shown_with_its_reason_and_day():
    story, delivery = make.delivered(at=AT)
    later = AT + timedelta(days=8)
    actions.record_answer(
        by=story.house.curator,
        delivery=delivery,
        outcome="partly",
        reason="先加四秒。",
        reason_en="4 s first.",
        at=later,
    )
    echo = queries.latest_echoes(AT + timedelta(days=30), 3)[0]
    assert (echo.silent, echo.days, echo.outcome, echo.reason) == (False, 9, "partly", "先加四秒。")


def test_a_sentence_taken_back_leaves_the_wall_at_the_next_look():
    story, _delivery = make.delivered(at=AT)
    take_back(story)
    echo = queries.latest_echoes(AT, 3)[0]
    assert (echo.words, echo.is_childs) == (story.brief.subtitle, False)


def test_a_brief_not_sent_or_taken_off_is_not_on_the_wall():
    make.released(at=AT)
    story, _delivery = make.delivered(at=AT)
    actions.withdraw_brief(by=story.house.curator, brief=story.brief, at=AT)
    assert queries.latest_echoes(AT, 3) == []


def test_the_wall_costs_the_same_at_one_and_at_three():
    counts = []
    for more in (1, 2):
        for _ in range(more):
            make.delivered(at=AT)
        with CaptureQueriesContext(connection) as seen:
            assert queries.latest_echoes(AT, 12)
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 10


def test_the_front_page_shows_what_both_walls_show_and_asks_together():  # promise 2
    stories = [make.delivered(at=AT)[0] for _ in range(3)]
    for change in (
        lambda: None,
        lambda: take_back(stories[2]),  # the sentence leaves, the voice stays
        lambda: consent.withdraw(by=stories[1].home.child, child=stories[1].home.child, purpose=Purpose.PUBLISH, at=AT),
    ):
        change()
        with CaptureQueriesContext(connection) as together:
            found = queries.latest(AT, said=3, echoed=2)
        with CaptureQueriesContext(connection) as apart:
            assert found == (voices.latest_public(AT, 3), queries.latest_echoes(AT, 2))
        assert len(together) == len(apart) - 2


def test_the_child_sees_every_step_of_their_words():  # ETH-9
    story, delivery = make.delivered(at=AT)

    def states(at):
        return [stop.state for stop in queries.paths([story.voice.pk], at=at)[story.voice.pk]]

    assert states(AT) == [Shown.FORWARDED, Shown.FORWARDED]
    assert voices.shown_state(story.voice, AT) == Shown.FORWARDED
    late = AT + timedelta(days=15)
    assert states(late)[-1] == Shown.SILENT
    assert voices.shown_state(story.voice, late) == Shown.SILENT
    actions.record_answer(by=story.house.curator, delivery=delivery, outcome="adopted", reason="加八秒。", at=late)
    assert states(late)[-1] == Shown.ANSWERED
    assert queries.paths([story.voice.pk], at=late)[story.voice.pk][-1].reason == "加八秒。"


def test_words_taken_back_have_no_way_on():
    story, _delivery = make.delivered(at=AT)
    take_back(story)
    assert queries.paths([story.voice.pk], at=AT) == {}
    assert voices.shown_state(story.voice, AT) == Shown.PUBLIC


def test_a_draft_tells_the_child_nothing_yet():
    story = make.quoted(at=AT)
    assert queries.paths([story.voice.pk], at=AT) == {}


def test_curators_see_who_may_be_quoted_and_not_who_said_no():
    story = make.quoted(at=AT)
    _home, other = make.voice(at=AT)
    found = {row.voice.pk: (row.asked, row.may) for row in queries.candidates(story.campaign, at=AT)}
    assert found == {story.voice.pk: (True, True), other.pk: (False, False)}
    take_back(story)
    found = {row.voice.pk: (row.asked, row.may) for row in queries.candidates(story.campaign, at=AT)}
    assert found[story.voice.pk] == (True, False)


def test_candidates_cost_the_same_at_one_and_at_three():
    story = make.quoted(at=AT)
    counts = []
    for more in (0, 2):
        for _ in range(more):
            make.voice(at=AT)
        with CaptureQueriesContext(connection) as seen:
            queries.candidates(story.campaign, at=AT)
        counts.append(len(seen))
    assert counts[0] == counts[1]
