"""Words read aloud: a recording belongs to exactly its words and is in force with them (CON-3, SEC-28)."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.db.utils import DatabaseError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.consent import actions, queries
from portal.consent.actions import NotForYou, NotHeard, NotWhole, Stale
from portal.consent.models import Draft, Notice, Recording
from portal.consent.purposes import Purpose
from portal.files import recordings
from tests import needs
from tests.making import accounts as make_accounts
from tests.making import consent as make
from tests.making.recordings import tone

pytestmark = pytest.mark.django_db
WHAT = {"purpose": Purpose.PUBLISH, "audience": "guardian"}
BOTH = ["zh-hans", "en"]


@pytest.fixture(autouse=True)
def _ffmpeg():
    needs.ffmpeg()


def staff(*roles):
    return make_accounts.staff(*roles, at=timezone.now())


def texts(mark=""):
    found = {each.language: each.text for each in queries.version(**WHAT, number=queries.last_version(**WHAT))}
    return {language: text.replace("# ", f"# {mark}", 1) for language, text in found.items()}


def written(by, said=None, **more):
    facts = {"summary": "读出来。", "base": queries.last_version(**WHAT), **WHAT} | more
    return actions.write_draft(by=by, texts=said or texts(), at=timezone.now(), **facts)


def read(by, draft, language="zh-hans", sound=None):
    draft.refresh_from_db()
    facts = {"language": language, "upload": sound or tone(), "seen": draft.revision}
    return actions.record_words(by=by, draft=draft, at=timezone.now(), **facts)


def put_in_force(draft):
    draft.refresh_from_db()
    second = staff(Role.SUPERVISOR)
    seen = {"draft": draft, "seen": draft.revision, "at": timezone.now()}
    actions.hand_over_draft(by=draft.author, **seen)
    return {each.language: each for each in actions.publish_draft(by=second, **seen)}


@pytest.fixture
def author():
    return staff(Role.EDITOR)


@pytest.fixture
def draft(author):
    return written(author)


def test_a_recording_is_in_force_with_its_words(author, draft):  # CON-3
    made = read(author, draft)
    now = put_in_force(draft)
    assert now["zh-hans"].recording == made
    assert now["en"].recording is None
    assert now["zh-hans"].version == 2  # the same words, read aloud: a version of its own
    line = audit.lines(subject=f"notice:{now['en'].pk}").get(act="notice.published")
    assert line.detail["recordings"] == {"zh-hans": made.digest}


def test_words_that_change_lose_their_recording_and_no_other(author, draft, django_capture_on_commit_callbacks):
    for language in BOTH:
        read(author, draft, language)
    chinese, english = (draft.recordings.get(language=each) for each in BOTH)
    draft.refresh_from_db()
    changed = texts() | {"zh-hans": texts("新")["zh-hans"]}
    with django_capture_on_commit_callbacks(execute=True):
        written(author, changed, seen=draft.revision)
    assert list(draft.recordings.all()) == [english]
    assert not default_storage.exists(chinese.file.name)
    assert default_storage.exists(english.file.name)


def test_a_recording_in_force_goes_on_while_its_words_do(author, draft):
    read(author, draft, "en")
    put_in_force(draft)
    later = written(author, texts() | {"zh-hans": texts("新")["zh-hans"]})
    now = put_in_force(later)
    assert now["en"].recording is not None
    assert now["zh-hans"].recording is None
    assert put_in_force(written(author, texts("More ")))["en"].recording is None


def test_a_recording_of_other_words_never_comes_along(author, draft):
    made = read(author, draft)
    now = actions.words.put_in_force(
        by=None, texts=texts("另"), recordings={"zh-hans": made}, at=timezone.now(), **WHAT
    )
    assert [each.recording for each in now] == [None, None]


def test_the_second_person_puts_in_force_what_they_heard(author, draft):
    seen = draft.revision
    read(author, draft)
    draft.refresh_from_db()
    assert draft.revision == seen + 1
    with pytest.raises(Stale):
        actions.hand_over_draft(by=author, draft=draft, seen=seen, at=timezone.now())
    with pytest.raises(Stale):
        actions.record_words(by=author, draft=draft, language="en", upload=tone(), seen=seen, at=timezone.now())


def test_nobody_else_reads_them_and_not_once_they_are_handed_over(author, draft):
    for other in (staff(Role.EDITOR), staff(Role.SUPERVISOR)):
        with pytest.raises(NotForYou):
            read(other, draft)
    changed = written(author, texts() | {"en": texts("New ")["en"]}, seen=draft.revision)
    actions.hand_over_draft(by=author, draft=changed, seen=changed.revision, at=timezone.now())
    with pytest.raises(NotForYou):
        read(author, draft)
    with pytest.raises(NotForYou):
        actions.drop_recording(by=author, draft=changed, language="en", seen=changed.revision, at=timezone.now())


def test_what_is_no_recording_changes_nothing(author, draft):
    for sound in (b"<html>", b"", tone(0.2)):
        with pytest.raises(NotHeard):
            read(author, draft, sound=sound or b"\0")
    with pytest.raises(NotHeard):
        read(author, draft, "fr")
    draft.refresh_from_db()
    assert (draft.revision, draft.recordings.count()) == (1, 0)
    assert {*NotHeard.because} == {"empty", "too_big", "not_a_recording", "too_long", "not_here"}


@pytest.mark.parametrize("breaks", ["record", "move"])
def test_what_is_undone_leaves_no_file(author, draft, monkeypatch, breaks):
    def fails(*args, **kwargs):
        raise DatabaseError

    first, before = read(author, draft), files()
    with monkeypatch.context() as broken:
        broken.setattr(actions.recording, breaks, fails)
        with pytest.raises(DatabaseError):
            read(author, draft, sound=tone(3))
    assert list(draft.recordings.all()) == [first]
    assert files() == before


def files() -> set[str]:
    return {path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_a_newer_one_takes_its_place_and_it_can_be_taken_away(author, draft):
    first, second = read(author, draft), read(author, draft, sound=tone(3))
    assert list(draft.recordings.all()) == [second]
    assert first.digest != second.digest
    draft.refresh_from_db()
    actions.drop_recording(by=author, draft=draft, language="zh-hans", seen=draft.revision, at=timezone.now())
    assert not draft.recordings.exists()
    draft.refresh_from_db()
    with pytest.raises(NotWhole):  # nothing differs any more
        actions.hand_over_draft(by=author, draft=draft, seen=draft.revision, at=timezone.now())


def test_words_laid_aside_keep_no_recording(author, draft):
    read(author, draft)
    actions.drop_draft(by=author, draft=draft, at=timezone.now())
    assert not Recording.objects.exists()


def test_the_database_keeps_it_so(author, draft):
    made = read(author, draft)
    now = put_in_force(draft)["zh-hans"]
    same = {"draft": draft, "of_words": "0", "digest": "0", "made_at": timezone.now()}
    for wrong in (
        lambda: Recording.objects.filter(pk=made.pk).update(seconds=9),
        lambda: Notice.objects.filter(pk=now.pk).update(recording=None),
        lambda: Recording.objects.create(language="fr", seconds=9, **same),
        lambda: Recording.objects.create(language="en", seconds=601, **same),
        made.delete,
    ):
        with pytest.raises((IntegrityError, DatabaseError, ProtectedError)), transaction.atomic():
            wrong()


# The pages


def at_desk(person):
    client = Client()
    make_accounts.sign_in(client, person)
    client.cookies["django_language"] = "en"
    return client


def sends(client, draft, sound, language="zh-hans", **more):
    draft.refresh_from_db()
    file = SimpleUploadedFile("my-name.wav", sound, "text/html")  # what it calls itself counts for nothing
    where = reverse("words:record", args=[draft.pk, language])
    return client.post(where, {"sound": file, "seen": draft.revision} | more)


def test_from_the_desk_to_a_familys_page(author, draft):
    desk = at_desk(author)
    assert sends(desk, draft, tone()).status_code == 302
    made = draft.recordings.get()
    assert "my-name" not in made.file.name
    at_home = reverse("words_read_aloud", args=[made.pk])
    home = make.family(child_age=9)
    family = Client()
    make_accounts.sign_in(family, home.guardian)
    page = reverse("family:say", args=[home.child.pk, Purpose.PUBLISH])
    assert "<audio" not in family.get(page).content.decode()
    assert family.get(at_home).status_code == 404  # not in force yet
    assert desk.get(reverse("words:recording", args=[made.pk])).status_code == 200
    assert family.get(reverse("words:recording", args=[made.pk])).status_code == 403
    put_in_force(draft)
    said = family.get(page).content.decode()
    assert f'preload="none" src="{at_home}"' in said
    assert "听一听" in said
    part = family.get(at_home, headers={"Range": "bytes=0-143"})
    assert (part.status_code, part["Content-Type"], len(part.content)) == (206, "audio/mpeg", 144)
    looked = family.head(at_home, headers={"Range": "bytes=0-143"})
    assert (looked.status_code, looked.content, looked.get("Content-Range")) == (200, b"", None)
    assert Client().get(at_home).status_code == 302  # to the door


def test_what_the_store_swapped_is_not_heard(author, draft):
    made = read(author, draft)
    put_in_force(draft)
    with default_storage.open(made.file.name, "wb") as file:
        file.write(recordings.rebuild(tone(5)).data)
    family = Client()
    make_accounts.sign_in(family, make.person("guardian"))
    assert family.get(reverse("words_read_aloud", args=[made.pk])).status_code == 404


def test_the_desk_says_what_is_wrong(author, draft, monkeypatch):
    desk = at_desk(author)
    for sent in (sends(desk, draft, b"<html>"), sends(desk, draft, b""), sends(desk, draft, tone(), seen=7)):
        assert sent.status_code == 400
        assert b"field__error" in sent.content
    other = at_desk(staff(Role.DATA_OFFICER))
    assert sends(other, draft, tone()).status_code == 400
    assert desk.get(reverse("words:record", args=[draft.pk, "en"])).status_code == 405
    assert not Recording.objects.exists()
    page = reverse("words:draft", args=[draft.pk])
    assert b"Keep this recording" in desk.get(page).content
    monkeypatch.setattr(recordings, "available", lambda: False)
    without = desk.get(page).content.decode()
    assert "ffmpeg is not installed" in without
    assert "Keep this recording" not in without


def test_who_changes_words_hears_that_the_recording_went(author, draft):
    desk = at_desk(author)
    sends(desk, draft, tone())
    draft.refresh_from_db()
    where = reverse("words:write", args=WHAT.values())
    said = texts("新")
    sent = {"text": said["zh-hans"], "text_en": said["en"], "summary": "x", "base": 1, "seen": draft.revision}
    page = desk.post(where, sent, follow=True).content.decode()
    assert "so their old recording was taken away" in page
    assert not Draft.objects.get().recordings.exists()


def test_a_recording_is_taken_away_at_the_desk(author, draft):
    desk = at_desk(author)
    sends(desk, draft, tone())
    draft.refresh_from_db()
    where = reverse("words:drop_recording", args=[draft.pk, "zh-hans"])
    desk.post(where, {"seen": 1})
    assert draft.recordings.exists()  # an old tab
    desk.post(where, {"seen": draft.revision})
    assert not draft.recordings.exists()
