"""A secret that the embedded set-up makes for itself, once, readable by its owner alone."""

import base64
import os
import uuid
from pathlib import Path


def kept_key(path: Path) -> str:
    """`name:base64` of 32 random bytes, kept at `path`. Of two starts at one moment one makes it and both use it."""
    if not path.exists():
        fresh = path.with_name(f".{path.name}-{uuid.uuid4().hex}")
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(f"own-{uuid.uuid4().hex[:8]}:{base64.b64encode(os.urandom(32)).decode()}")
            os.link(fresh, path)  # whole, or not at all; never over one that is there
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text(encoding="ascii").strip()
