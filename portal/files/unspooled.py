"""Uploads that never touch a disk, not even for the time of one request: lists that name families.

Django writes what is longer than `FILE_UPLOAD_MAX_MEMORY_SIZE` into a temporary file, readable to whoever reads the
disk: the whole body on the way in, and each file of it when the form is read. A view marked `in_memory` is spared both.
Its form says that a file is too big; what it says of a cut one is never more than that.
"""

from io import BytesIO

from django.conf import settings
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopFutureHandlers
from django.urls import Resolver404, resolve
from django.utils import translation

HELD = 512 * 1024  # bytes of one file; a body with it stays below what is written to disk


def in_memory(view):
    """Marks a view whose uploads are held in memory alone, and cut behind `HELD` bytes."""
    view.in_memory = True
    return view


class Held(FileUploadHandler):
    """Comes first among the handlers. Of a file that is too big it keeps one byte more than allowed, to be told."""

    def handle_raw_input(self, input_data, META, content_length, boundary, encoding=None):  # noqa: N803 (Django's name)
        match = getattr(self.request, "resolver_match", None)
        self.on = bool(match and getattr(match.func, "in_memory", False))

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        if self.on:
            self.file, self.kept = BytesIO(), 0
            raise StopFutureHandlers

    def receive_data_chunk(self, raw_data, start):
        if not self.on:
            return raw_data
        self.kept += self.file.write(raw_data[: HELD + 1 - self.kept])
        return None

    def file_complete(self, file_size):
        if not self.on:
            return None
        self.file.seek(0)
        facts = (self.field_name, self.file_name, self.content_type, self.kept, self.charset, self.content_type_extra)
        return InMemoryUploadedFile(self.file, *facts)


class Unspooled:
    """Around the pages: lets no more of a body through to a marked view than is kept in memory."""

    def __init__(self, pages):
        self.pages = pages

    async def __call__(self, scope, receive, send):
        await self.pages(scope, _cut(receive) if _is_marked(scope) else receive, send)


def _is_marked(scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "POST":
        return False
    path = scope["path"]
    with translation.override(translation.get_language_from_path(path) or settings.LANGUAGE_CODE):
        try:
            return getattr(resolve(path).func, "in_memory", False)
        except Resolver404:
            return False


def _cut(receive):
    left = settings.FILE_UPLOAD_MAX_MEMORY_SIZE

    async def received():
        nonlocal left
        message = await receive()
        if message["type"] == "http.request":
            body = message.get("body", b"")[:left]
            left -= len(body)
            message = message | {"body": body}
        return message

    return received
