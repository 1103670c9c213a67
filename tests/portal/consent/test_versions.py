"""Versions of words: all languages together, nothing written over, a change of weight asks each reader anew once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.actions import words
from portal.consent.models import Notice
from portal.consent.purposes import Purpose
from portal.consent.states import State
from tests.making import consent as make

pytestmark = pytest.mark.django_db
AT = datetime(2031, 4, 1, 2, 0, tzinfo=UTC)  # later than the words that the migration put in force
DAY = timedelta(days=1)
NEW = {"zh-hans": "# 新的话\n\n## 一\n\n改了。\n", "en": "# New words\n\n## 1\n\nChanged.\n"}
LANGUAGES = ["zh-hans", "en"]


def put(texts=NEW, *, audience="guardian", at=AT, **fields):
    return words.put_in_force(by=None, purpose=Purpose.PUBLISH, audience=audience, texts=texts, at=at, **fields)


def now(language="en", at=AT):
    return queries.notice(Purpose.PUBLISH, "guardian", language, at=at)


def ship(monkeypatch, folder, texts):
    (folder / "publish").mkdir()
    for language, text in texts.items():
        (folder / "publish" / f"guardian.{language}.txt").write_text(text)
    monkeypatch.setattr(words, "SHIPPED", folder)


def test_a_new_version_has_one_number_in_all_languages():  # CON-3
    before = {language: now(language) for language in LANGUAGES}
    made = put()
    assert {notice.language for notice in made} == set(LANGUAGES)
    assert {notice.version for notice in made} == {max(notice.version for notice in before.values()) + 1}
    assert all(notice.intact for notice in made)
    assert now().title == "New words"
    assert now(at=before["en"].published_at) == before["en"]  # can be shown again years later
    assert queries.notices("guardian", "en", at=AT)["publish"] == now()


def test_languages_whose_numbers_once_differed_meet_again():
    """As an earlier release left them, which counted each language alone."""
    old = now("zh-hans")
    Notice.objects.create(
        purpose=Purpose.PUBLISH, audience="guardian", language="en", version=old.version + 4, text="x", sha256="0",
        published_at=AT - DAY,
    )  # fmt: skip
    assert {notice.version for notice in put()} == {old.version + 5}


@pytest.mark.parametrize("texts", [{"en": "only"}, NEW | {"en": "  \n"}, {}])
def test_words_in_one_language_alone_are_no_words(texts):  # PRI-16
    with pytest.raises(words.NotWhole):
        put(texts)
    assert not Notice.objects.filter(published_at=AT).exists()


def test_a_day_that_has_passed_is_no_day():
    with pytest.raises(words.NotWhole):
        put(renew_by=AT - timedelta(seconds=1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_change_of_weight_asks_each_reader_anew_once(language):  # CON-16
    home = make.family(child_age=9, at=AT - DAY)
    home.guardian.language = language
    make.all_say(home, Purpose.PUBLISH, at=AT - DAY)
    stops = AT + 30 * DAY
    put(renew_by=stops)

    def allowed(at):
        return bool(queries.may(home.child.pk, Purpose.PUBLISH, at=at))

    assert allowed(stops - timedelta(seconds=1))
    assert not allowed(stops)
    assert actions.announce_renewals(at=stops) == 1
    said = queries.answers_of(home.guardian, child=home.child)
    assert said[0].state == State.RENEWAL_NEEDED
    make.says(home.guardian, home.child, Purpose.PUBLISH, at=stops)
    assert allowed(stops)
    assert actions.announce_renewals(at=stops + 99 * DAY) == 0  # the newest words in either language are enough
    assert allowed(stops + 99 * DAY)


def test_a_change_without_weight_leaves_every_yes():
    home = make.family(child_age=9, at=AT - DAY)
    make.all_say(home, Purpose.PUBLISH, at=AT - DAY)
    put()
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=AT + 99 * DAY)
    assert actions.announce_renewals(at=AT + 99 * DAY) == 0


def test_shipped_words_never_talk_over_what_people_wrote(tmp_path, monkeypatch, caplog):  # CON-3
    put()
    ship(monkeypatch, tmp_path, {language: f"# Shipped later {language}\n" for language in LANGUAGES})
    assert actions.load_notices(at=AT + DAY) == 0
    assert now(at=AT + DAY).title == "New words"
    assert "publish/guardian" in caplog.text  # whoever updates is told


def test_shipped_words_that_were_in_force_before_are_no_news(caplog):
    put()
    assert actions.load_notices(at=AT + DAY) == 0
    assert caplog.text == ""


def test_a_language_that_comes_later_joins_the_version_of_the_others(tmp_path, monkeypatch):
    ship(monkeypatch, tmp_path, {"zh-hans": "# 只有中文\n"})
    (tmp_path / "publish").rename(tmp_path / "club")
    assert actions.load_notices(at=AT) == 1
    (tmp_path / "club" / "guardian.en.txt").write_text("# Now in English\n")
    assert actions.load_notices(at=AT + DAY) == 1
    found = Notice.objects.filter(purpose=Purpose.CLUB)
    assert sorted(found.values_list("language", "version")) == [("en", 1), ("zh-hans", 1)]
    assert actions.load_notices(at=AT + DAY) == 0


def test_what_was_put_in_force_cannot_be_changed_and_is_on_record():  # CON-3
    made = put(renew_by=AT + DAY)
    for change in ({"text": "other"}, {"renew_by": AT + 9 * DAY}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Notice.objects.filter(pk=made[0].pk).update(**change)
    line = audit.lines(act="notice.published").last()
    assert line.detail["version"] == made[0].version
    assert line.detail["sha256"] == {notice.language: notice.sha256 for notice in made}
