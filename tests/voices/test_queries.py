"""What is public is worked out at each showing, and what is public is found (MOD-1, MOD-24)."""

import pytest
from django.utils import timezone

from tests.making import voices as make
from voices import queries
from voices.models import Voice

pytestmark = pytest.mark.django_db


def test_an_approved_wanted_consented_voice_is_public_and_found():  # MOD-23
    at = timezone.now()
    voice = make.out(picture=make.photo(), at=at)
    assert queries.is_public(voice, at)
    assert queries.latest_public(at, 5) == [voice]
    assert queries.latest_public(at, 5)[0].shown == voice.wanted
    assert queries.shown_state(voice, at) == "public"


@pytest.mark.parametrize("query", ["斑马", "马", "斑马线", "绿灯只有", "儿童", "童", "library", "Lib", "儿童 library"])
def test_words_of_every_length_are_found(query):
    at = timezone.now()
    voice = make.out(body="学校门口的斑马线，绿灯只有十二秒。儿童 Library", at=at)
    assert queries.search(query, at) == [voice]


@pytest.mark.parametrize("query", ["斑线", "门口学校吗", "", "  ", "……", "ibrary", "'; DROP", '"*', "a:*"])
def test_what_is_not_there_is_not_found(query):
    at = timezone.now()
    make.out(body="学校门口的斑马线，绿灯只有十二秒。儿童 Library", at=at)
    assert queries.search(query, at) == []


def test_the_flag_alone_shows_nothing():  # MOD-1: it may narrow, never widen
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, at=at)
    Voice.objects.filter(pk=voice.pk).update(showing=True, released_at=at)
    assert queries.latest_public(at, 5) == []
    assert not queries.is_public(voice, at)
