"""The one story, by each of its people, on one process with SQLite and again on two with PostgreSQL and Redis."""

import pytest

from tests.story import beginnings, carrying, meeting, telling
from tests.story.cast import Story

pytestmark = [pytest.mark.browser, pytest.mark.both]

STEPS = [
    beginnings.guardian_signs_up,
    beginnings.guardian_adds_a_child,
    beginnings.workers_check_the_papers,
    beginnings.guardian_consents,
    beginnings.child_comes_in,
    beginnings.child_takes_the_last_place,
    beginnings.next_child_waits,
    meeting.facilitator_edits_the_page,
    meeting.nothing_moves_with_one_adult,
    meeting.second_adult_and_second_child_come,
    meeting.hand_poll_and_words,
    meeting.number_is_held_for_the_adults,
    meeting.connection_drops_and_comes_back,
    meeting.guardian_takes_live_back,
    telling.child_writes,
    telling.moderator_asks_for_a_change,
    telling.child_sends_it_again,
    telling.two_people_approve_exactly_it,
    telling.it_is_out_and_found,
    carrying.curator_asks_the_family,
    carrying.family_says_yes_to_this,
    carrying.curator_quotes,
    carrying.second_curator_releases,
    carrying.guardian_takes_publishing_back,
    carrying.the_record_holds,
]


def test_from_a_guardians_sign_up_to_a_childs_words_in_a_brief(site, visit, axe):
    site.manage("seed")
    story = Story(site, visit, axe)
    for step in STEPS:
        step(story)
