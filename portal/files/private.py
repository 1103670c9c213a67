"""Private files: random names in the store, and one way to answer with their bytes (SEC-25, SEC-26).

They have no address of their own: a view asks a permission each time and then calls `serve`. Works the same over
a folder and over an S3 bucket, because only Django's storage interface is used.
"""

import re
import secrets
from hashlib import sha256

from django.http import HttpResponse

ONE_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})", re.ASCII)


def random_name(folder: str, ending: str) -> str:
    """Tells nothing: not who sent it, when, nor what it was called."""
    token = secrets.token_hex(16)
    return f"{folder}/{token[:2]}/{token}.{ending}"


def serve(file, *, content_type: str = "image/webp") -> HttpResponse:
    """The bytes of a storage file, for this reader and this moment only."""
    with file.open("rb") as opened:
        return _bare(HttpResponse(opened.read(), content_type=content_type))


def serve_parts(request, file, *, content_type: str, digest: str) -> HttpResponse:
    """The same in parts, as players ask for them; a phone plays no sound it cannot ask for so (RFC 9110, 14).

    Bytes that are not those of `digest` are as lost ones: what is heard is what was put in force.
    """
    with file.open("rb") as opened:
        data = opened.read()
    if sha256(data).hexdigest() != digest:
        raise FileNotFoundError(file.name)
    response = _bare(HttpResponse(content_type=content_type))
    response["Accept-Ranges"], response["ETag"] = "bytes", f'"{digest}"'
    part = _part(request, len(data), response["ETag"])
    if part is None:
        response.content = data
    elif part.start < part.stop:
        response.status_code, response.content = 206, data[part.start : part.stop]
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(data)}"
    else:
        response.status_code, response["Content-Range"] = 416, f"bytes */{len(data)}"
    return response


def _part(request, size: int, tag: str) -> range | None:
    """Which bytes are asked for; None for all of them, an empty range for some that are not there. Only a GET asks for
    parts: a HEAD tells of the whole, whatever range it names (RFC 9110, 14.2)."""
    if request.method != "GET":
        return None
    asked = ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if not asked or asked[0] == "bytes=-" or request.headers.get("If-Range", tag) != tag:
        return None
    if not asked[1]:
        return range(max(0, size - int(asked[2])), size)
    first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    if asked[2] and int(asked[2]) < first:  # nonsense is passed over, and the whole sent
        return None
    return range(first, last + 1) if first < size else range(0)


def _bare(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Disposition"] = "inline"
    response["X-Robots-Tag"] = "noindex, noimageindex"
    return response
