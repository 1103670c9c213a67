"""The code of conduct: its words cannot change behind a promise."""

import hashlib

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import strip_tags

from portal.accounts import actions, queries
from portal.accounts.content import CONDUCT, CONDUCT_TEXTS
from portal.accounts.models import ConductAcceptance
from tests.making import accounts as make


def fingerprint() -> str:
    """Of the words alone, in both languages, however the page is laid out."""
    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            said.append(" ".join(strip_tags(render_to_string("accounts/conduct_text.html")).split()))
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


def test_changed_words_are_a_new_version():  # SAF-9
    """Fails when a word of the code changed: add a line to CONDUCT_TEXTS, and everybody promises anew."""
    assert CONDUCT_TEXTS[CONDUCT] == fingerprint()


def test_versions_are_never_used_twice():  # SAF-9
    assert len(set(CONDUCT_TEXTS.values())) == len(CONDUCT_TEXTS)
    assert sorted(CONDUCT_TEXTS) == list(CONDUCT_TEXTS)


@pytest.mark.django_db
def test_the_page_shows_exactly_these_words(client):
    make.sign_in(client, make.staff())
    with translation.override("zh-hans"):
        assert render_to_string("accounts/conduct_text.html") in client.get("/desk/conduct/").content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("facts", [{"version": "2025-9"}, {"digest": "0" * 64}, {"digest": ""}])
def test_a_promise_of_other_words_does_not_count(facts):  # SAF-9
    person = make.staff()
    assert queries.accepted_conduct(person)
    ConductAcceptance.objects.filter(user=person).update(**facts)
    assert not queries.accepted_conduct(person)
    actions.accept_conduct(by=person, at=make.AT)
    assert queries.accepted_conduct(person)
    assert ConductAcceptance.objects.filter(user=person).count() == 2  # the old promise stays on record
