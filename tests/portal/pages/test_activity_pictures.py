"""A picture of an activity: nobody on it, said in both languages, bare of metadata, and one query for a whole list."""

import io

import pytest
from django.contrib.auth.models import Permission
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from PIL import Image
from wagtail.models import Collection, GroupCollectionPermission

from activities import queries as activities
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.pages import actions, queries
from portal.pages.models import ActivityPicture, SiteImage
from tests.making import accounts
from tests.making import activities as make_activities
from tests.making import desk as make
from tests.making import files as make_files

pytestmark = pytest.mark.django_db
ALT, ALT_EN = "河边的石阶", "Stone steps by the river"
ADMIN = "/admin/activity-pictures/"


@pytest.fixture
def activity():
    make_activities.tree()
    made = make_activities.activity()
    for page in make_activities.pages(made):
        page.save_revision().publish()
    return made


@pytest.fixture
def lead(activity):
    return make.adult(activity.office)


def photo() -> SiteImage:
    image = SiteImage(title="x", file=ContentFile(make_files.gps_photo(1600, 1200), name="IMG_home.jpg"))
    image.save()
    return image


def bare(data: bytes) -> bool:
    with Image.open(io.BytesIO(data)) as shown:
        return not dict(shown.getexif()) and b"SECRET" not in data and b"EXIF" not in data[:64]


def choose(activity, by, **over):
    facts = {"activity": activity, "image": over.pop("image", None) or photo(), "alt": ALT, "alt_en": ALT_EN}
    return actions.choose_picture(by=by, nobody=over.pop("nobody", True), at=timezone.now(), **facts | over)


def test_it_is_on_the_page_and_on_the_card_in_both_languages(client, activity, lead):
    choose(activity, lead)
    for language, alt in (("zh-hans", ALT), ("en", ALT_EN)):
        for address in (f"/{language}/activities/", f"/{language}/activities/{activity.pk}/"):
            page = client.get(address, follow=True).content.decode()
            assert f'alt="{alt}"' in page, address
            [source] = {part.split('"')[0] for part in page.split('src="')[1:] if "/media/private/images/" in part[:60]}
            answer = client.get(source)
            assert answer["Content-Type"] == "image/webp"
            assert bare(answer.content)


def test_what_is_stored_says_nothing_of_where_it_was_taken(activity, lead):  # SEC-21
    image = choose(activity, lead).image
    for file in (image.file, *(each.file for each in image.renditions.all())):
        with default_storage.open(file.name) as opened:
            data = opened.read()
        assert bare(data)
        assert "IMG_home" not in file.name


@pytest.mark.parametrize("over", [
    {"nobody": False}, {"nobody": None}, {"nobody": "on"}, {"alt": " "}, {"alt_en": ""}, {"alt": "欧阳禾苗在河边"},
    {"alt_en": "欧阳禾苗"},
])  # fmt: skip
def test_what_no_page_shows(activity, lead, over):  # PRI-4
    accounts.child(real_name="欧阳禾苗")
    with pytest.raises(actions.NotThisPicture):
        choose(activity, lead, **over)
    assert not ActivityPicture.objects.exists()


def test_the_database_keeps_none_with_somebody_on_it(activity, lead):
    choose(activity, lead)
    for change in ({"nobody": False}, {"alt": ""}, {"alt_en": ""}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ActivityPicture.objects.update(**change)


def test_who_chooses(activity, lead):
    good = [lead, accounts.staff(Role.EDITOR, office=activity.office), accounts.staff(Role.EDITOR)]
    other = make_activities.office()
    bad = [make.adult(other), accounts.staff(Role.EDITOR, office=other), accounts.child(),
           accounts.staff(Role.MODERATOR, office=activity.office), accounts.guardian()]  # fmt: skip
    for person in good:
        assert choose(activity, person).chosen_by == person
    for person in bad:
        with pytest.raises(actions.NotThisPicture):
            choose(activity, person)
        with pytest.raises(actions.NotThisPicture):
            actions.take_picture_away(by=person, activity=activity, at=timezone.now())
    assert audit.lines(act="activity.picture_chosen").count() == len(good)
    assert ActivityPicture.objects.count() == 1


def test_it_is_chosen_in_the_admin_and_taken_away(client, activity, lead):
    other = make_activities.activity()
    image = photo()
    accounts.sign_in(client, lead)
    sent = {"activity": activity.pk, "image": image.pk, "alt": ALT, "alt_en": ALT_EN}
    assert client.post(f"{ADMIN}new/", sent).status_code == 200  # not without having looked
    assert client.post(f"{ADMIN}new/", sent | {"nobody": "on", "activity": other.pk}).status_code == 200
    assert not ActivityPicture.objects.exists()
    assert client.post(f"{ADMIN}new/", sent | {"nobody": "on"}).status_code == 302
    made = ActivityPicture.objects.get()
    assert ALT in client.get(ADMIN).content.decode()
    client.post(reverse("activity-pictures:edit", args=[made.pk]), sent | {"nobody": "on", "alt": "石阶"})
    made.refresh_from_db()
    assert (made.alt, made.activity) == ("石阶", activity)
    accounts.sign_in(client, make.adult(other.office))
    for name in ("edit", "delete", "history", "history_results", "usage"):
        answer = client.get(reverse(f"activity-pictures:{name}", args=[made.pk]), follow=True)
        assert answer.status_code == 404, name
    assert "石阶" not in client.get(ADMIN).content.decode()
    accounts.sign_in(client, lead)
    client.post(reverse("activity-pictures:delete", args=[made.pk]))
    assert not ActivityPicture.objects.exists()
    assert audit.lines(act="activity.picture_gone").exists()


def test_one_question_for_a_whole_list(activity, lead):
    others = [make_activities.activity(office=activity.office) for _ in range(2)]
    for each in others:
        make_activities.pages(each)
    costs = []
    for each in (activity, *others):
        choose(each, lead)
        with CaptureQueriesContext(connection) as count:
            activities.on_show(timezone.now(), 10)
        costs.append(len(count))
    assert len(set(costs)) == 1


def test_a_rendition_that_is_lost_is_no_picture_and_no_fault(client, activity, lead):
    image = choose(activity, lead).image
    image.renditions.all().delete()
    assert queries.pictures_of([activity.pk]) == {}
    assert client.get("/zh-hans/activities/").status_code == 200


def test_a_picture_of_a_closed_collection_is_not_taken_by_its_number(activity, lead):
    """The common collection is open to who leads; one of its own is open to whom Wagtail lets in."""
    image, root = photo(), Collection.get_first_root_node()
    group = lead.groups.get(name="facilitator")
    group.collection_permissions.all().delete()
    shared = root.add_child(name="公用")
    choosing = Permission.objects.get(content_type__app_label="wagtailimages", codename="choose_image")
    GroupCollectionPermission.objects.create(group=group, collection=shared, permission=choosing)
    with pytest.raises(actions.NotThisPicture):
        choose(activity, lead, image=image)
    image.collection = shared
    image.save()
    again = type(lead).objects.get(pk=lead.pk)
    assert choose(activity, again, image=image).image == image
