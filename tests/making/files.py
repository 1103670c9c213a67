"""Pictures as children's phones and crafted files bring them, made on the spot."""

import io
import struct
import zlib

from PIL import Image, PngImagePlugin

SECRET = b"SECRET-39.9042-116.4074"
FORMATS = ["JPEG", "PNG", "WEBP"]


def scene(width=600, height=400) -> Image.Image:
    return Image.linear_gradient("L").resize((width, height)).convert("RGB")


def bytes_of(image: Image.Image, form: str, **options) -> bytes:
    out = io.BytesIO()
    image.save(out, form, **options)
    return out.getvalue()


def gps_exif() -> Image.Exif:
    exif = Image.Exif()
    exif[0x010F] = "SECRET-PhoneMaker"
    exif[0x0112] = 6  # held upright
    exif[0x0132] = "2026:09:03 16:20:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (39.0, 54.0, 15.0), "E", (116.0, 24.0, 26.0)
    return exif


def gps_photo(width=3000, height=2000) -> bytes:
    """A photograph of several megapixels that says where it was taken."""
    noisy = Image.effect_noise((width // 4, height // 4), 60).resize((width, height)).convert("RGB")
    return bytes_of(noisy, "JPEG", exif=gps_exif(), comment=SECRET, quality=80)


def png_with_text() -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", SECRET.decode())
    notes.add_itxt("XML:com.adobe.xmp", f"<x>{SECRET.decode()}</x>", zip=False)
    return bytes_of(scene(), "PNG", pnginfo=notes, exif=gps_exif())


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def bomb(side=9000) -> bytes:
    """A PNG of 81 megapixels in nine kilobytes."""
    rows = zlib.compress((b"\0" + bytes(side // 8)) * side, 9)
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def animated(form: str) -> bytes:
    first, second = Image.new("RGB", (64, 48), "red"), Image.new("RGB", (64, 48), "blue")
    return bytes_of(first, form, save_all=True, append_images=[second])
