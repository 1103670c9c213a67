"""Rebuilt recordings carry what can be heard and nothing else (SEC-28)."""

import subprocess
import time

import pytest

from portal.files import recordings
from portal.files.recordings import FRAME, LONGEST, is_bare, kind_of, rebuild
from portal.files.uploads import LARGEST, Refused
from tests import needs
from tests.making import recordings as make

PLAYLIST = b"#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n"
NOT_SOUND = {
    "a playlist": PLAYLIST,
    "a playlist behind a mark of mp3": b"ID3" + PLAYLIST,
    "a list of files to join": b"ffconcat version 1.0\nfile /etc/passwd\n",
    "a page": b"<!doctype html><script>alert(1)</script>",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(99),
    "an empty box": b"\0\0\0\x18ftypM4A " + bytes(300),
    "an empty wave": b"RIFF\x24\0\0\0WAVEfmt " + bytes(40),
    "pages of nothing": b"OggS" + bytes(500),
    "one byte": b"\xff",
}


@pytest.fixture(autouse=True)
def _ffmpeg(request):
    if "without_ffmpeg" not in request.fixturenames:
        needs.ffmpeg()


@pytest.fixture
def without_ffmpeg(monkeypatch):
    monkeypatch.setattr(recordings.shutil, "which", lambda name: None)


@pytest.mark.parametrize("form", make.FORMATS)
def test_every_allowed_format_comes_out_bare(form):
    came = make.as_format(form, seconds=3)
    assert (make.SECRET.encode() in came) == (form != "aac")  # the container carries it, a bare stream has no room
    made = rebuild(came)
    assert is_bare(made.data)
    assert made.seconds == 3
    assert make.SECRET.encode() not in made.data


def test_a_wave_comes_out_bare_and_as_long_as_it_was():
    made = rebuild(make.tone(4))
    assert (made.seconds, is_bare(made.data)) == (4, True)
    assert len(made.digest) == 64


def test_bare_means_equal_frames_and_no_more():
    """The check itself: a file that carries anything is not bare."""
    bare = rebuild(make.tone()).data
    assert is_bare(bare)
    tail = bare + b"TAG" + bytes(125)
    for carries in (b"", bare[:-1], tail, b"ID3" + bytes(FRAME - 3) + bare, bare + bytes(FRAME), make.as_format("mp3")):
        assert not is_bare(carries)


@pytest.mark.parametrize("what", NOT_SOUND)
def test_what_is_no_sound_is_refused(what):
    with pytest.raises(Refused) as no:
        rebuild(NOT_SOUND[what])
    assert no.value.code == "not_a_recording"


def test_a_film_without_sound_is_no_recording(tmp_path):
    film = tmp_path / "film.mp4"
    made = ["-f", "lavfi", "-i", "testsrc=d=2:s=64x64", "-c:v", "mpeg4", "-y", str(film)]
    subprocess.run([needs.ffmpeg(), "-v", "error", *made], check=True)
    with pytest.raises(Refused, match="not_a_recording"):
        rebuild(film.read_bytes())


def test_nothing_is_fetched_and_no_other_file_is_read():
    """One reader, named beforehand, that opens files only: a playlist inside finds nobody to follow it."""
    words = recordings._command("mp3", *map(recordings.Path, ("/a", "/b")))
    for option, value in (("-protocol_whitelist", "file"), ("-format_whitelist", "mp3"), ("-f", "mp3")):
        assert words[words.index(option) + 1] == value
    assert words.index("-protocol_whitelist") < words.index("-i")


def test_too_long_too_large_and_empty():
    long = make.tone(LONGEST + 3, rate=4000)
    for data, code in ((b"", "empty"), (b"RIFF" + bytes(LARGEST), "too_big"), (long, "too_long")):
        started = time.monotonic()
        with pytest.raises(Refused) as no:
            rebuild(data)
        assert no.value.code == code
        assert time.monotonic() - started < recordings.PATIENCE


def test_who_takes_too_long_is_let_go(monkeypatch):
    monkeypatch.setattr(recordings, "PATIENCE", 0.001)
    with pytest.raises(Refused, match="too_long"):
        rebuild(make.tone())


def test_where_ffmpeg_is_missing_it_says_so(without_ffmpeg):
    assert not recordings.available()
    with pytest.raises(Refused, match="not_here"):
        rebuild(b"RIFF\x24\0\0\0WAVE")


@pytest.mark.parametrize(
    ("head", "kind"),
    [(b"\xff\xfb\x90\0", "mp3"), (b"\xff\xf1\x50\x80", "aac"), (b"\xff\x00", None), (b"#EXTM3U", None), (b"", None)],
)
def test_its_kind_is_judged_by_what_it_is(head, kind, without_ffmpeg):
    assert kind_of(head) == kind
