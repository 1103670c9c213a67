"""An editor's picture says nothing of where it was taken, in the store and in every rendition (SEC-21)."""

import io

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from wagtail.images.forms import get_image_form
from wagtail.models import Collection

from portal.pages.models import SiteImage
from tests.making import files as make_files

pytestmark = pytest.mark.django_db


TOLD = {"exif", "xmp", "icc_profile", "comment", "photoshop"}


def clean(data: bytes) -> bool:
    """By what a reader of its metadata finds: three letters stand by chance in every hundredth picture's pixels."""
    with Image.open(io.BytesIO(data)) as picture:
        told = dict(picture.getexif()) or dict(picture.getexif().get_ifd(0x8825)) or TOLD & set(picture.info)
    return not told and make_files.SECRET[:6] not in data


def test_what_tells_is_not_called_clean():
    assert not clean(make_files.gps_photo(900, 600))
    assert not clean(make_files.png_with_text())
    assert clean(make_files.bytes_of(make_files.scene(), "WEBP") + b"GPS")


def stored(file) -> bytes:
    with default_storage.open(file.name) as opened:
        return opened.read()


def upload(data: bytes, name="IMG_20260903_home.jpg"):
    form = get_image_form(SiteImage)(
        {"title": "路口", "description": "一个路口", "collection": Collection.get_first_root_node().pk, "tags": ""},
        {"file": SimpleUploadedFile(name, data, "image/jpeg")},
    )
    return form


def test_a_photograph_with_its_place_is_stored_without_it():
    form = upload(make_files.gps_photo())
    assert form.is_valid(), form.errors
    image = form.save()
    data = stored(image.file)
    assert clean(data)
    assert Image.open(io.BytesIO(data)).format == "WEBP"
    assert "IMG_2026" not in image.file.name
    assert (image.width, image.height) == Image.open(io.BytesIO(data)).size
    assert image.file_size == len(data)
    assert image.height > image.width  # held upright: the turn is in the pixels now


@pytest.mark.parametrize("spec", ["width-800", "max-165x165", "original", "fill-300x200|format-jpeg"])
def test_no_rendition_holds_metadata(spec):
    image = SiteImage(title="路口", file=ContentFile(make_files.gps_photo(1200, 800), name="x.jpg"))
    image.save()
    assert clean(stored(image.get_rendition(spec).file))


def test_code_that_saves_without_a_form_is_held_to_it_too():
    image = SiteImage(title="路口", file=ContentFile(make_files.gps_photo(900, 600), name="x.jpg"))
    image.save()
    assert clean(stored(image.file))
    before = image.file.name
    image.title = "改了名字"
    image.save()
    assert image.file.name == before  # nothing new arrived, nothing is rebuilt


def test_replacing_the_file_is_no_way_round():
    image = SiteImage(title="路口", file=ContentFile(make_files.bytes_of(make_files.scene(), "PNG"), name="x.png"))
    image.save()
    image.file = ContentFile(make_files.gps_photo(900, 600), name="y.jpg")
    image.save()
    assert clean(stored(image.file))


def test_what_is_no_picture_is_refused_in_words():
    form = upload(b"GIF89a<script>alert(1)</script>")
    assert not form.is_valid()
    assert form.errors["file"]


def test_a_picture_comes_through_our_own_address_only(client):
    image = SiteImage(title="路口", file=ContentFile(make_files.gps_photo(900, 600), name="x.jpg"))
    image.save()
    rendition = image.get_rendition("width-300")
    assert rendition.url.startswith("/media/private/images/")
    answer = client.get(rendition.url)
    assert answer["Content-Type"] == "image/webp"
    assert clean(answer.content)
    assert client.get("/media/private/images/other.webp").status_code == 404
    assert client.get(f"/media/private/{image.file.name}").status_code == 404  # the original has no address
