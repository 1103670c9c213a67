"""Catalogues gain what is new, keep what is there, drop what is gone, and compile."""

import gettext
from pathlib import Path

import pytest
from django.utils import translation
from django.utils.translation.reloader import translation_file_changed

from portal.text import catalogues

CODE = """
from django.utils.translation import gettext as _, ngettext
a = _("Boat")
b = ngettext("%(n)s oar", "%(n)s oars", 2)
"""


@pytest.fixture
def root(tmp_path):
    (tmp_path / "activities/live").mkdir(parents=True)
    (tmp_path / "activities/live/states.py").write_text(CODE)
    return tmp_path


def fill(root):
    catalogues.update(root, ["live"])
    path = catalogues.po_path(root, "live")
    text = path.read_text().replace('msgid "Boat"\nmsgstr ""', 'msgid "Boat"\nmsgstr "船"')
    path.write_text(text.replace('msgstr[0] ""', 'msgstr[0] "%(n)s 支桨"'))
    return path


def test_labels():
    assert catalogues.label_of("activities/live/views.py") == "live"
    assert catalogues.label_of("activities/models.py") == "activities"
    assert catalogues.label_of("templates/voices/advocacy/brief.html") == "advocacy"
    assert catalogues.label_of("templates/family/me.html") == "family"
    assert catalogues.label_of("portal/consent/templates/consent/a.html") == "consent"
    assert catalogues.label_of("templates/components/card.html") == "ui"


def test_what_is_missing_is_named_until_it_is_there(root):
    assert {lack.why for lack in catalogues.lacks(root)} == {"is not in the catalogue"}
    catalogues.update(root, ["live"])
    assert {(lack.label, lack.msgid, lack.why) for lack in catalogues.lacks(root)} == {
        ("live", "Boat", "has no translation"),
        ("live", "%(n)s oar", "has no translation"),
    }
    fill(root)
    assert catalogues.lacks(root) == []


def test_update_keeps_and_drops(root):
    path = fill(root)
    (root / "activities/live/states.py").write_text(CODE.replace('a = _("Boat")', 'a = _("Boat"), _("Lake")'))
    catalogues.update(root, ["live"])
    assert "船" in path.read_text()
    assert "Lake" in path.read_text()
    (root / "activities/live/states.py").write_text(CODE.replace('a = _("Boat")', ""))
    catalogues.update(root, ["live"])
    assert "船" not in path.read_text()
    assert "支桨" in path.read_text()


def test_a_placeholder_of_its_own_is_reported(root):
    path = fill(root)
    path.write_text(path.read_text().replace("船", "船 %(who)s"))
    assert [lack.why for lack in catalogues.lacks(root)] == ["has placeholders of its own"]


def test_compiled_words_are_read_by_gettext(root):
    fill(root)
    other = catalogues.po_path(root, "voices")
    other.parent.mkdir(parents=True)
    other.write_text(catalogues.po_path(root, "live").read_text().replace("Boat", "Lake").replace("船", "湖"))
    assert catalogues.compile_all(root)
    assert not catalogues.compile_all(root)
    with catalogues.mo_path(root).open("rb") as file:
        words = gettext.GNUTranslations(file)
    assert words.gettext("Lake") == "湖"
    assert words.gettext("Boat") == "船"
    assert words.ngettext("%(n)s oar", "%(n)s oars", 1) == "%(n)s 支桨"


def test_who_asked_for_words_too_early_reads_them_once_they_are_compiled(root, settings):
    """The first `make run` on a fresh machine: models ask for words before any catalogue is there."""
    fill(root)
    settings.LOCALE_PATHS = [root / "locale/all"]
    translation_file_changed(None, root / "none.mo")
    with translation.override("zh-hans"):
        assert translation.gettext("Boat") == "Boat"
    catalogues.compile_all(root)
    with translation.override("zh-hans"):
        assert translation.gettext("Boat") == "船"


@pytest.fixture(autouse=True)
def _read_anew():
    yield
    translation_file_changed(None, Path("any.mo"))


def test_two_parts_that_disagree_are_reported(root):
    fill(root)
    other = catalogues.po_path(root, "voices")
    other.parent.mkdir(parents=True)
    other.write_text(catalogues.po_path(root, "live").read_text().replace("船", "小船"))
    assert len(catalogues.clashes(root)) == 1
