"""Rebuilds a recording somebody sent from its sound alone; nothing else of the file is kept (SEC-28).

A recording carries who made it, where and with what; a crafted one makes a careless decoder read other files or fetch
addresses. Here its kind is judged by its first bytes, one decoder of that kind reads it, from one file and from nowhere
else, and what can be heard is written anew, as a row of equal MP3 frames, which every browser plays.
"""

import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from portal.files.uploads import Refused, taken

LONGEST = 600  # seconds
PATIENCE = 25  # seconds of work; a server lets go of a request after thirty
TYPE = "audio/mpeg"
# What is written: MPEG-2 layer III at 24 kHz and 48 kbit/s in one channel, whose frames all have 144 bytes.
RATE, BITS, FRAME, SAMPLES = 24_000, 48_000, 144, 576
HEAD = (0xFF, 0xF3, 0x64, 0xC0)
HEAD_COUNTS = (0xFF, 0xFF, 0xFE, 0xC0)  # the private bit and what a player may do with it say nothing
DECODERS = "mp3,mp3float,aac,alac,opus,libopus,vorbis,pcm_u8,pcm_s16le,pcm_s24le,pcm_s32le,pcm_f32le"


@dataclass(frozen=True)
class Rebuilt:
    data: bytes

    @property
    def seconds(self) -> int:
        return round(len(self.data) / FRAME * SAMPLES / RATE)

    @property
    def digest(self) -> str:
        return sha256(self.data).hexdigest()


def available() -> bool:
    """Whether this machine can rebuild recordings at all."""
    return shutil.which("ffmpeg") is not None


def rebuild(upload) -> Rebuilt:
    """What can be heard in `upload` (bytes or a file): MP3, M4A or AAC, Ogg (Opus, Vorbis) or WAV.

    Raises Refused: empty, too_big, not_a_recording, too_long or not_here.
    """
    data = taken(upload)
    kind = kind_of(data)
    if kind is None:
        raise Refused("not_a_recording")
    if not available():
        raise Refused("not_here")
    made = Rebuilt(_heard(data, kind))
    if made.seconds > LONGEST:
        raise Refused("too_long")
    if made.seconds < 1 or not is_bare(made.data):
        raise Refused("not_a_recording")
    return made


def kind_of(data: bytes) -> str | None:
    """Which reader of ffmpeg takes it, by its first bytes; a playlist or anything else has none."""
    if data[4:8] == b"ftyp":
        return "mov"
    if data[:4] == b"OggS":
        return "ogg"
    if data[:4] == b"RIFF" and data[8:12] == b"WAVE":
        return "wav"
    if data[:3] == b"ID3":
        return "mp3"
    if len(data) > 1 and data[0] == 0xFF and data[1] & 0xE0 == 0xE0:
        return "aac" if data[1] & 0xF6 == 0xF0 else "mp3"
    return None


def is_bare(data: bytes) -> bool:
    """Frames of one length from the first byte to the last: no room for a name, a picture or a place."""
    heads = (data[start : start + 4] for start in range(0, len(data), FRAME))
    return bool(data) and len(data) % FRAME == 0 and all(_is_head(head) for head in heads)


def _is_head(head: bytes) -> bool:
    return all(byte & counts == wanted for byte, counts, wanted in zip(head, HEAD_COUNTS, HEAD, strict=True))


def _heard(data: bytes, kind: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="tongyan-") as folder:
        came, made = Path(folder, "in"), Path(folder, "out.mp3")
        came.write_bytes(data)
        try:
            subprocess.run(  # noqa: S603 (fixed words, no shell, no name from outside)
                _command(kind, came, made), timeout=PATIENCE, check=True, cwd=folder, env={"PATH": os.defpath},
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            return made.read_bytes()
        except subprocess.TimeoutExpired:
            raise Refused("too_long") from None
        except (subprocess.CalledProcessError, OSError):
            raise Refused("not_a_recording") from None


def _command(kind: str, came: Path, made: Path) -> list[str]:
    """One reader, a closed list of decoders, files only; the first sound and nothing that comes with it."""
    alone = ["-protocol_whitelist", "file", "-format_whitelist", kind, "-codec_whitelist", DECODERS]
    read = ["-threads", "1", *alone, "-f", kind, "-t", str(LONGEST + 1), "-i", f"file:{came}"]
    only = ["-map", "0:a:0", "-map_metadata", "-1", "-map_chapters", "-1", "-vn", "-sn", "-dn"]
    write = ["-threads", "1", "-c:a", "libmp3lame", "-ac", "1", "-ar", str(RATE), "-b:a", str(BITS)]
    bare = ["-id3v2_version", "0", "-write_id3v1", "0", "-write_xing", "0", "-f", "mp3", f"file:{made}"]
    quiet = [str(shutil.which("ffmpeg")), "-nostdin", "-hide_banner", "-loglevel", "error", "-max_alloc", "268435456"]
    return [*quiet, *read, *only, *write, *bare]
