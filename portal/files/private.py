"""Private files: random names in the store, and one way to answer with their bytes (SEC-25, SEC-26).

They have no address of their own: a view asks a permission each time and then calls `serve`. Works the same over
a folder and over an S3 bucket, because only Django's storage interface is used.
"""

import secrets

from django.http import HttpResponse


def random_name(folder: str, ending: str) -> str:
    """Tells nothing: not who sent it, when, nor what it was called."""
    token = secrets.token_hex(16)
    return f"{folder}/{token[:2]}/{token}.{ending}"


def serve(file, *, content_type: str = "image/webp") -> HttpResponse:
    """The bytes of a storage file, for this reader and this moment only."""
    with file.open("rb") as opened:
        response = HttpResponse(opened.read(), content_type=content_type)
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Content-Disposition"] = "inline"
    response["X-Robots-Tag"] = "noindex, noimageindex"
    return response
