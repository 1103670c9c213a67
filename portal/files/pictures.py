"""Rebuilds a picture somebody sent from its pixels alone; nothing else of the file is kept (SEC-21, SEC-22, SEC-23).

A photograph carries where it was taken, on which phone and when; a crafted file carries worse. Only what can be seen
gets through: a new image, the right way up, written anew as WebP.
"""

import io
import warnings
from dataclasses import dataclass
from hashlib import sha256

import pillow_heif
from PIL import Image, ImageOps

from portal.files.uploads import Refused, taken

MOST_PIXELS = 40_000_000
SIDE = 2048
OPENED = ("JPEG", "PNG", "WEBP", "HEIF")
FORMATS = (*OPENED, "MPO")  # a JPEG of several frames; Pillow turns to it by itself while opening
QUALITY = 82

pillow_heif.register_heif_opener(thumbnails=False)
Image.MAX_IMAGE_PIXELS = MOST_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)


@dataclass(frozen=True)
class Rebuilt:
    data: bytes
    width: int
    height: int

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


def rebuild(upload, *, side: int = SIDE) -> Rebuilt:
    """A new WebP of what can be seen in `upload` (bytes or a file), at most `side` pixels on its longer side.

    Raises Refused: empty, too_big, not_a_picture or too_many_pixels.
    """
    data = taken(upload)
    try:
        picture = _decode(data, side)
    except Refused:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, MemoryError):
        raise Refused("too_many_pixels") from None
    except Exception:  # hostile bytes break decoders in every way there is; each means the same
        raise Refused("not_a_picture") from None
    return _write(picture)


def rendition(data: bytes, width: int) -> bytes:
    """The same picture no wider than `width`, for small screens; takes only what `rebuild` made."""
    with Image.open(io.BytesIO(data), formats=["WEBP"]) as im:
        if im.width <= width:
            return data
        return _write(im.convert("RGB").resize((width, max(1, round(im.height * width / im.width))))).data


def _decode(data: bytes, side: int) -> Image.Image:
    with Image.open(io.BytesIO(data), formats=OPENED) as im:
        if im.format not in FORMATS:
            raise Refused("not_a_picture")
        if im.width * im.height > MOST_PIXELS:
            raise Refused("too_many_pixels")
        im.draft("RGB", (side, side))  # a JPEG need not be decoded larger than it is kept
        im.load()
        turned = ImageOps.exif_transpose(im)
        turned = _eight_bit(turned)
        turned.thumbnail((side, side), Image.Resampling.LANCZOS)
        return _flat(turned)


def _eight_bit(im: Image.Image) -> Image.Image:
    if im.mode.startswith("I;16") or im.mode == "I":
        return im.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return im if im.mode in ("RGB", "L", "RGBA") else im.convert("RGBA")


def _flat(im: Image.Image) -> Image.Image:
    """On white, in a new image: what was see-through stays paper, and nothing rides along in `info`."""
    new = Image.new("RGB", im.size, "white")
    new.paste(im, mask=im.getchannel("A") if im.mode == "RGBA" else None)
    return new


def _write(picture: Image.Image) -> Rebuilt:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=4, exif=b"", xmp=b"", icc_profile=b"")
    return Rebuilt(out.getvalue(), picture.width, picture.height)


def is_bare(data: bytes) -> bool:
    """One chunk of pixels in a WebP that ends where it says it ends: no room for anything else."""
    if data[:4] != b"RIFF" or data[8:16] != b"WEBPVP8 ":
        return False
    whole, pixels = int.from_bytes(data[4:8], "little"), int.from_bytes(data[16:20], "little")
    return whole + 8 == len(data) and pixels + (pixels & 1) + 20 == len(data)
