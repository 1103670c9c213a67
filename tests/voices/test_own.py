"""What is a child's own: nobody else's hands on it, and what its page says back (MOD-1, MOD-12, SAF-5)."""

import uuid
from pathlib import Path
from unittest.mock import Mock

import pytest
from django.conf import settings
from django.db import DatabaseError
from django.urls import reverse
from django.utils import timezone

from moderation import actions as judging
from portal.audit.models import Line
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from tests.making import voices as make
from voices import actions, queries
from voices.actions import writing
from voices.models import Draft, Picture, SearchDoc, Voice, Withdrawal

pytestmark = pytest.mark.django_db
WORDS = {"title": "", "body": "别人的话"}
HANDS = {
    "write": lambda by, voice, at: actions.write(by=by, voice=voice, at=at, **WORDS),
    "cover": lambda by, voice, at: actions.cover(by=by, voice=voice, at=at),
    "take the picture out": lambda by, voice, at: actions.clear_picture(by=by, voice=voice, at=at),
    "send": lambda by, voice, at: actions.submit(by=by, voice=voice, at=at),
    "send what was sent": lambda by, voice, at: actions.submit(by=by, voice=voice, at=at),
    "take back": lambda by, voice, at: actions.take_back(by=by, voice=voice, at=at),
}


@pytest.mark.parametrize("hand", HANDS)
@pytest.mark.parametrize("who", ["another child", "guardian", "moderator"])
def test_nobody_else_lays_a_hand_on_it(hand, who):  # MOD-1, SEC-1
    at = timezone.now()
    home = make.home(at=at)
    voice = make.draft(home.child, at=at)
    if hand in {"take back", "send what was sent"}:
        actions.submit(by=home.child, voice=voice, at=at)
    people = {"another child": make.home(at=at).child, "guardian": home.guardian, "moderator": make.moderator(at)}
    before = list(Voice.objects.values()) + list(Draft.objects.values())
    with pytest.raises(actions.NotYours):
        HANDS[hand](people[who], make.again(voice), at)
    assert list(Voice.objects.values()) + list(Draft.objects.values()) == before


@pytest.mark.parametrize("kind", ["guardian", "staff", "partner"])
def test_only_a_child_begins(kind):
    person = getattr(make.make_accounts, kind)()
    with pytest.raises(actions.NotYours):
        actions.start(by=person, kind="story", client_key=uuid.uuid4(), at=timezone.now())


def test_an_adults_change_to_what_is_out_takes_it_down():  # MOD-4, ETH-3
    at = timezone.now()
    voice = make.out(at=at)
    actions.suggest(by=make.moderator(at), voice=voice, texts={"body": "改过的话"}, at=at)
    voice = make.again(voice)
    assert (voice.showing, voice.wanted) == (False, None)
    assert Withdrawal.objects.get().cause == "judged"
    assert not SearchDoc.objects.exists()


def test_an_adult_who_is_the_author_suggests_nothing():
    """A revision of one's own is written and sent; else it would go out as if somebody had looked at it."""
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, at=at)
    with pytest.raises(actions.NotYours):
        actions.suggest(by=voice.author, voice=voice, texts={"body": "改过的话"}, at=at)


def test_a_picture_whose_row_is_undone_leaves_no_file(monkeypatch):
    at = timezone.now()
    voice = make.draft(make.home(at=at).child, picture=make.photo(), at=at)
    before, fails = files(), Mock(side_effect=DatabaseError)
    monkeypatch.setattr(writing.log, "write", fails)
    with pytest.raises(DatabaseError):
        with_another_picture(voice, at)
    fails.assert_called_once()
    assert files() == before
    assert len(before) >= 2


def files() -> set[str]:
    return {path.name for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def change_asked(voice, at):
    person = make.moderator(at)
    judging.claim(by=person, case=voice.case, at=at)
    named = {"revision": voice.case.revision, "digest": voice.case.digest}
    judging.ask_change(by=person, case=voice.case, reason="picture", message="换一张图吧", at=at, **named)
    return make.again(voice)


def with_another_picture(voice, at):
    actions.write(
        by=voice.author, voice=voice, title="", body=make.S04, alt="另一张", no_faces=True, upload=make.photo(), at=at
    )
    return Draft.objects.get(voice=voice).picture


def test_a_picture_that_was_changed_for_another_does_not_come_out_with_it(client):  # SEC-26, MOD-24
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, picture=make.photo(), at=at)
    first = Picture.objects.get()
    second = with_another_picture(change_asked(voice, at), at)
    actions.submit(by=voice.author, voice=voice, at=at)
    make.approve(make.again(voice), at=at)
    assert queries.picture_for(make.home().child, second.pk, at=at) == second
    assert queries.picture_for(make.home().child, first.pk, at=at) is None


def test_judges_see_the_pictures_that_were_sent_to_them_and_no_other():  # SEC-26, MOD-28
    at = timezone.now()
    voice = make.sent(make.home(at=at).child, picture=make.photo(), at=at)
    first, judge = Picture.objects.get(), make.moderator(at)
    second = with_another_picture(change_asked(voice, at), at)

    def sees(person, picture):
        return queries.picture_for(person, picture.pk, at=at, second_factor=True) is not None

    assert sees(judge, first)
    assert not sees(judge, second), "it is still in the drawer"
    assert not sees(make.make_accounts.staff(at=at), first)
    assert not sees(make.make_accounts.partner(at=at), first)


def test_what_was_put_away_is_on_record():  # MOD-18
    at = timezone.now()
    home = make.home(at=at)
    voice = make.out(home.child, at=at)
    consent.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=at)
    line = Line.objects.get(act="voice.put_away", subject=voice.subject)
    assert (line.actor, line.detail) == (None, {"cause": "consent"}), "whose no it was is in no line of the voice"


def test_words_that_may_be_a_sign_of_harm_are_answered_with_help_and_thanks(client):  # SAF-5
    """Before anybody has read them, and after they were kept safe; never on another thing's page."""
    at = timezone.now()
    home = make.home(at=at)
    voice = make.sent(home.child, body="我写错一个字爸爸就用衣架打我，今天背还疼。", at=at)
    other = make.sent(home.child, at=at)
    client.force_login(home.child)
    for name in ("sent", "mine"):
        page = client.get(reverse(f"voices:{name}", args=[voice.pk])).content.decode()
        assert "12355" in page.split("<footer")[0].split("<main")[1]
        page = client.get(reverse(f"voices:{name}", args=[other.pk])).content.decode()
        assert "12355" not in page.split("<footer")[0].split("<main")[1]


def test_a_look_that_fails_stops_nobodys_writing(monkeypatch):  # MOD-2, MOD-8
    def fails(text, context):
        raise TimeoutError

    at = timezone.now()
    voice = make.draft(make.home(at=at).child, at=at)
    monkeypatch.setattr("voices.content.screen", fails)
    seen = queries.preview(voice, language="zh-hans", at=at).seen
    assert (seen.kinds, seen.harm) == ([], False)
    assert "".join(piece.text for piece in seen.parts["body"]) == make.S04


@pytest.mark.parametrize("lacking", [{"no_faces": False}, {"alt": ""}], ids=["no look for faces", "no words"])
def test_a_picture_is_not_sent_before_the_child_has_looked_at_it_again(lacking):  # SAF-14
    at = timezone.now()
    voice = make.draft(make.home(at=at).child, picture=make.photo(), at=at, **lacking)
    with pytest.raises(actions.NotReady):
        actions.submit(by=voice.author, voice=voice, at=at)


def test_what_a_file_was_called_is_kept_nowhere():  # SEC-25
    from django.core.files.uploadedfile import SimpleUploadedFile

    at = timezone.now()
    upload = SimpleUploadedFile("陈小树在家门口.jpg", make.photo(), content_type="image/jpeg")
    make.draft(make.home(at=at).child, at=at, picture=upload)
    picture = Picture.objects.get()
    for file in (picture.large, picture.small):
        assert file.name.isascii()
        assert len(file.name.rpartition("/")[2]) == len("0" * 32 + ".webp")


def test_the_newest_comes_first_whoever_wrote_it():  # PRI-18: in the order of time and in no other
    at = timezone.now()
    one, other = make.home(at=at).child, make.home(at=at).child
    made = []
    for minute, child in enumerate((one, other, one, other)):
        when = at + timezone.timedelta(minutes=minute)
        made.insert(0, make.out(child, body=f"斑马线第{minute}句", at=when))
    later = at + timezone.timedelta(hours=1)
    assert queries.latest_public(later, 9) == made
    assert queries.search("斑马", later) == made
