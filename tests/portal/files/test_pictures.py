"""Rebuilt pictures carry what can be seen and nothing else (SEC-21, SEC-22, SEC-23, SEC-24)."""

import io
import time

import pytest
from PIL import Image

from portal.files.pictures import is_bare, rebuild, rendition
from portal.files.uploads import LARGEST, Refused
from tests.making import files as make

TRAILERS = [b"<script>alert(1)</script>", b"PK\x03\x04" + b"\0" * 60, b"%PDF-1.7\n", b"<?php echo 1 ?>"]


def read(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def assert_bare(data: bytes):
    """Nothing but one chunk of pixels in the file, and nothing Pillow can read out of it."""
    assert is_bare(data)
    assert not read(data).getexif()
    assert b"SECRET" not in data


def test_bare_means_one_chunk_and_no_more():
    """The check itself: a WebP that carries anything is not bare."""
    bare = rebuild(make.bytes_of(make.scene(), "PNG")).data
    assert is_bare(bare)
    assert not is_bare(bare + b"tail")
    assert not is_bare(make.bytes_of(make.scene(), "WEBP", exif=make.gps_exif().tobytes()))
    assert not is_bare(make.bytes_of(make.scene(), "JPEG"))
    assert not is_bare(b"")


def test_a_phones_photograph_loses_place_and_time_and_stands_upright():  # SEC-21, SEC-22
    photo = make.gps_photo()
    assert read(photo).getexif().get_ifd(0x8825)[1] == "N"
    assert b"SECRET" in photo
    made = rebuild(photo)
    assert (made.width, made.height) == (1365, 2048)
    assert read(made.data).size == (1365, 2048)
    assert_bare(made.data)
    small = rendition(made.data, 800)
    assert read(small).width == 800
    assert_bare(small)


@pytest.mark.parametrize("form", [*make.FORMATS, "HEIF"])
def test_every_allowed_format_comes_out_bare(form):  # SEC-21
    made = rebuild(make.bytes_of(make.scene(), form, exif=make.gps_exif().tobytes()))
    assert sorted((made.width, made.height)) == [400, 600]
    assert_bare(made.data)


def test_text_and_comments_are_gone():  # SEC-22
    assert b"SECRET" in make.png_with_text()
    assert_bare(rebuild(make.png_with_text()).data)


@pytest.mark.parametrize("trailer", TRAILERS)
@pytest.mark.parametrize("form", make.FORMATS)
def test_what_hangs_behind_a_picture_is_gone(form, trailer):  # SEC-21: polyglots
    made = rebuild(make.bytes_of(make.scene(), form) + trailer * 3)
    assert_bare(made.data)
    assert trailer not in made.data


@pytest.mark.parametrize("form", ["PNG", "WEBP", "MPO"])
def test_of_moving_pictures_the_first_frame_stays(form):  # SEC-23
    made = rebuild(make.animated(form))
    red, _green, blue = read(made.data).convert("RGB").getpixel((20, 20))
    assert red > 200
    assert blue < 60
    assert_bare(made.data)


REFUSED = {
    "nothing": (b"", "empty"),
    "gif": (make.animated("GIF"), "not_a_picture"),
    "gif with comment": (make.bytes_of(make.scene(), "GIF", comment=make.SECRET), "not_a_picture"),
    "bmp": (make.bytes_of(make.scene(), "BMP"), "not_a_picture"),
    "tiff": (make.bytes_of(make.scene(), "TIFF"), "not_a_picture"),
    "icon": (make.bytes_of(make.scene(), "ICO"), "not_a_picture"),
    "svg": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not_a_picture"),
    "html": (b"<!doctype html><script>alert(1)</script>", "not_a_picture"),
    "pdf": (b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj", "not_a_picture"),
    "postscript": (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "not_a_picture"),
    "zip": (b"PK\x03\x04" + b"\0" * 100, "not_a_picture"),
    "cut short": (make.bytes_of(make.scene(), "JPEG")[:900], "not_a_picture"),
    "cut short png": (make.bytes_of(make.scene(), "PNG")[:-300], "not_a_picture"),
    "only a jpeg header": (b"\xff\xd8\xff\xe0" + b"A" * 500, "not_a_picture"),
    "bomb": (make.bomb(), "too_many_pixels"),
    "larger bomb": (make.bomb(20_000), "too_many_pixels"),
    "a little over": (make.bomb(6400), "too_many_pixels"),
    "too heavy": (make.bytes_of(make.scene(), "JPEG") + b"\0" * LARGEST, "too_big"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_everything_else_is_refused_by_its_content(name):  # SEC-21, SEC-23, SEC-24
    data, code = REFUSED[name]
    started = time.monotonic()
    with pytest.raises(Refused) as refused:
        rebuild(io.BytesIO(data))
    assert refused.value.code == code
    assert time.monotonic() - started < 2


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "ICO", "EPS"])
def test_no_other_decoder_is_even_begun(monkeypatch, form):  # SEC-24: each is code a crafted file may break
    Image.init()
    begun = []
    monkeypatch.setitem(Image.OPEN, form, (lambda *given: begun.append(form), lambda start: True))
    with pytest.raises(Refused):
        rebuild(b"GIF89a and more")
    assert begun == []


@pytest.mark.parametrize("mode", ["1", "L", "P", "LA", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_pixel_becomes_plain_colour(mode):  # SEC-21: one new RGB image
    form = "JPEG" if mode == "CMYK" else "PNG"
    assert read(rebuild(make.bytes_of(Image.new(mode, (30, 20)), form)).data).mode == "RGB"


def test_see_through_becomes_paper():
    made = rebuild(make.bytes_of(Image.new("RGBA", (30, 20), (0, 0, 0, 0)), "PNG"))
    assert read(made.data).getpixel((5, 5))[0] > 250


def test_a_small_picture_is_not_blown_up():
    made = rebuild(make.bytes_of(make.scene(300, 200), "PNG"))
    assert (made.width, made.height) == (300, 200)
    assert rendition(made.data, 800) == made.data


def test_the_same_picture_has_the_same_digest():
    data = make.bytes_of(make.scene(), "PNG")
    assert rebuild(data).digest == rebuild(data).digest
