"""Recordings as phones and crafted files bring them: a tone made on the spot, no voice of anybody."""

import math
import struct
import subprocess
import tempfile
import wave
from io import BytesIO
from pathlib import Path

from tests import needs

SECRET = "SECRET-39.9042"
FORMATS = {"mp3": "libmp3lame", "m4a": "aac", "aac": "aac", "ogg": "libopus", "oga": "libvorbis"}


def tone(seconds=2.0, *, rate=8000, hertz=440) -> bytes:
    """A WAV file."""
    out = BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        samples = (int(9000 * math.sin(2 * math.pi * hertz * each / rate)) for each in range(int(seconds * rate)))
        file.writeframes(b"".join(struct.pack("<h", each) for each in samples))
    return out.getvalue()


def as_format(form: str, *, seconds=2.0) -> bytes:
    """The same as another phone would send it, saying who and where."""
    with tempfile.TemporaryDirectory() as folder:
        came, made = Path(folder, "in.wav"), Path(folder, f"out.{form}")
        came.write_bytes(tone(seconds))
        said = ["-metadata", f"title={SECRET}", "-metadata", f"comment={SECRET}"]
        write = ["-c:a", FORMATS[form], "-strict", "-2", "-ar", "48000", "-y", str(made)]
        subprocess.run([needs.ffmpeg(), "-v", "error", "-i", str(came), *said, *write], check=True)
        return made.read_bytes()
