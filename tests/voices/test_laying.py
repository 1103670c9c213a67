"""Drawings on paper become drafts of the children who made them; only the child sees, sends or leaves them."""

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone, translation

from moderation import policy as judging
from moderation import queries as judged
from portal.accounts.roles import Role
from portal.audit.models import Line
from portal.notices.models import Message
from tests.making import accounts, files
from tests.making import activities as make_activities
from tests.making import desk as make
from tests.making import voices as make_voices
from voices import actions
from voices.models import Draft, Picture, Revision, Voice

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _tree(db):
    make_activities.tree()
    translation.activate("zh-hans")


@pytest.fixture
def hall():
    return make.hall(children=2)


def photo(name="林小舟.jpg"):
    return SimpleUploadedFile(name, files.gps_photo(60, 40), content_type="image/jpeg")


def lay(hall, *, by=None, child=None, key=None, upload=None):
    child = child or hall.child
    facts = {"child": child.pk, "upload": upload or photo(), "key": key or uuid4(), "at": timezone.now()}
    return actions.lay_drawing(by=by or hall.adults[0], session=hall.session, **facts)


def send(client, hall, **more):
    address = reverse("voices_desk:drawings", args=[hall.session.pk])
    return client.post(address, {"sheet": str(uuid4())} | more)


def field(child):
    return f"drawing-{child.pk.hex}"


def test_a_drawing_is_a_draft_of_its_child_and_nothing_is_sent(hall):
    voice = lay(hall)
    draft = Draft.objects.get(voice=voice)
    assert voice.author == hall.child
    assert draft.picture is not None
    assert b"Exif" not in draft.picture.large.read()
    assert (voice.case, voice.wanted, Revision.objects.count()) == (None, None, 0)
    assert Message.objects.filter(person=hall.child, kind="voices.laid").count() == 1
    assert Line.objects.filter(act="voice.laid", actor=hall.adults[0].pk, subject=voice.subject).exists()


def test_the_same_again_is_one(hall):
    key = uuid4()
    assert lay(hall, key=key) == lay(hall, key=key)
    assert Picture.objects.count() == 1
    assert Message.objects.filter(kind="voices.laid").count() == 1


def test_several_at_once_each_with_its_child(client, hall):
    accounts.sign_in(client, hall.adults[0])
    one, two = hall.children
    answer = send(client, hall, **{field(one): [photo(), photo()], field(two): [photo()]})
    assert answer.status_code == 302
    assert sorted(Voice.objects.values_list("author", flat=True)) == sorted([one.pk, one.pk, two.pk])


def test_one_bad_file_costs_no_other_and_no_file_name_is_shown(client, hall):
    accounts.sign_in(client, hall.adults[0])
    bad = SimpleUploadedFile("林小舟.jpg", b"no picture", content_type="image/jpeg")
    answer = send(client, hall, **{field(hall.child): [photo(), bad]})
    html = answer.content.decode()
    assert answer.status_code == 400
    assert Voice.objects.count() == Draft.objects.count() == 1
    assert f"{hall.child.pseudonym}，第 2 张" in html
    assert "林小舟" not in html
    assert send(client, hall).status_code == 400


@pytest.mark.parametrize("who", ["colleague of the office", "on duty elsewhere", "supervisor elsewhere"])
def test_only_who_works_at_the_session(client, hall, who):
    person = {
        "colleague of the office": lambda: make.adult(hall.office),
        "on duty elsewhere": lambda: make.hall().adults[0],
        "supervisor elsewhere": lambda: make.adult(make_activities.office(), role=Role.SUPERVISOR),
    }[who]()
    accounts.sign_in(client, person)
    send(client, hall, **{field(hall.child): [photo()]})
    assert Voice.objects.exists() is (who == "colleague of the office")  # runs what the office runs
    if who != "colleague of the office":
        with pytest.raises(actions.NotAtSession):
            lay(hall, by=person)


def test_only_a_child_of_the_session(hall):
    for stranger in (make_activities.child(), hall.homes[0].guardian, hall.adults[1]):
        with pytest.raises(actions.NotAtSession):
            lay(hall, child=stranger)
    assert not Voice.objects.exists()


def test_who_laid_it_never_judges_it(hall):  # MOD-6
    voice, at = lay(hall), timezone.now()
    actions.write(by=hall.child, voice=voice, title="", body="", alt="我们走的路口", no_faces=True, at=at)
    actions.submit(by=hall.child, voice=voice, at=at)
    case = make_voices.again(voice).case
    assert [judging.is_party(person, case) for person in hall.adults] == [True, False]
    assert judged.helped(case) == [hall.adults[0]]


def test_no_adult_reads_it_again(client, hall):
    voice = lay(hall)
    address = reverse("voice_picture_small", args=[voice.draft.picture.pk])
    for person, seen in ((hall.child, True), (hall.adults[0], False), (hall.homes[0].guardian, False)):
        accounts.sign_in(client, person)
        assert (client.get(address).status_code == 200) is seen
    accounts.sign_in(client, hall.child)
    html = client.get(reverse("voices:write", args=[voice.pk]), follow=True).content.decode()
    assert str(voice.draft.picture.pk) in html or "voice_picture" in html or "<img" in html
