"""What somebody sent: its bytes, as far as they are taken in, and files that stay only with their row."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.core.files.base import ContentFile

LARGEST = 20 * 1024 * 1024


class Refused(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """`code` says why, in no words: empty or too_big here, more where it is rebuilt; who asked has the words for it."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


def taken(upload) -> bytes:
    """All bytes of `upload` (bytes or a file). Raises Refused."""
    if isinstance(upload, bytes | bytearray | memoryview):
        data = bytes(upload)
    else:
        upload.seek(0)
        data = upload.read(LARGEST + 1)
    if not data:
        raise Refused("empty")
    if len(data) > LARGEST:
        raise Refused("too_big")
    return data


@contextmanager
def gone_if_undone() -> Iterator[Callable]:
    """`with gone_if_undone() as keep, transaction.atomic(): keep(row.file, data)`: bytes under a random name, which are
    deleted again where the transaction is undone, even in its last moment. A store knows no way back by itself."""
    kept = []

    def keep(file, data: bytes) -> None:
        file.save("", ContentFile(data), save=False)
        kept.append(file)

    try:
        yield keep
    except BaseException:
        for file in kept:
            file.storage.delete(file.name)
        raise
