"""What the wall's bubbles say of a voice: a beginning that parts nothing, and the address of its own page."""

import pytest
from django.urls import reverse
from django.utils import translation

from voices.models import Revision, Voice
from voices.templatetags.voices import address, begins, naming


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("", ""),
        ("风" * 120, "风" * 120),
        ("风" * 121, "风" * 119 + "…"),
        ("e\N{COMBINING ACUTE ACCENT}" * 61, "e\N{COMBINING ACUTE ACCENT}" * 59 + "…"),  # the accent stays with its e
        ("\N{COMBINING ACUTE ACCENT}" * 130, "…"),
    ],
)
def test_a_long_text_is_cut_between_letters(words, shown):
    assert begins(Revision(body=words)) == shown


def test_a_link_is_called_by_its_title_or_its_beginning():
    assert naming(Revision(title="十二秒", body="斑马线")) == "十二秒"
    assert naming(Revision(body="斑" * 30)) == "斑" * 19 + "…"


def test_each_language_has_its_address():
    voice = Voice()
    for language in ("zh-hans", "en", "zh-hans"):
        with translation.override(language):
            assert address(voice) == reverse("voices:one", args=[voice.pk])
