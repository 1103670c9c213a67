"""One spelling of JSON, keys old and new, and the command by which anybody checks a receipt."""

import base64
import json
import os
import stat

import pytest
from django.core.management import CommandError, call_command

from portal.consent.content.canonical import canonical, parse
from portal.consent.content.signing import SignatureError, public_keys, sign, verify
from portal.settings.keys import kept_key

OLD = "old:" + base64.b64encode(b"o" * 32).decode()
NEW = "new:" + base64.b64encode(b"n" * 32).decode()
RECEIPT = {"receipt_id": "r-1", "title": "让大家看到我的话 😀", "events": [1, None, True, {"b": '\x1f\n"\\/', "a": ""}]}


def test_one_spelling():
    assert (
        canonical({"b": 1, "a": [True, None, "é\n\x1f/\u2028"]})
        == '{"a":[true,null,"é\\n\\u001f/\u2028"],"b":1}'.encode()
    )
    assert canonical(json.loads(canonical(RECEIPT))) == canonical(RECEIPT)


@pytest.mark.parametrize("value", [1.5, float("nan"), 2**53, {"键": 1}, {1: 2}, {"a": {"b": [0.0]}}, b"x", (1,)])
def test_what_has_no_one_spelling_is_refused(value):
    with pytest.raises(ValueError):  # noqa: PT011 (each says something else)
        canonical(value)


@pytest.mark.parametrize("text", ['{"a":1,"a":2}', '{"a":1.0}', '{"a":', '{"x":{"a":1,"a":1}}', "\xff"])
def test_what_can_be_read_in_two_ways_is_not_read(text):
    with pytest.raises(ValueError):  # noqa: PT011 (each says something else)
        parse(text.encode("latin-1"))


def test_the_newest_key_signs_and_the_old_ones_still_speak(settings):
    settings.RECEIPT_KEYS = OLD
    before = sign(b"words")
    settings.RECEIPT_KEYS = f"{NEW},{OLD}"
    now = sign(b"words")
    assert (before["key"], now["key"]) == ("old", "new")
    assert verify(b"words", before, public_keys()) == "old"
    assert verify(b"words", now, public_keys()) == "new"
    assert sign(b"words") == now  # the same words, the same seal
    settings.RECEIPT_KEYS = NEW
    with pytest.raises(SignatureError):
        verify(b"words", before, public_keys())


@pytest.mark.parametrize(
    "spoil",
    [{"key": "new"}, {"algorithm": "none"}, {"signature": "AAAA"}, {"signature": "?"}, {"signature": 7}, {"key": None}],
)
def test_a_seal_that_is_none(settings, spoil):
    settings.RECEIPT_KEYS = f"{OLD},{NEW}"
    with pytest.raises(SignatureError):
        verify(b"words", sign(b"words") | spoil, public_keys())
    with pytest.raises(SignatureError):
        verify(b"words", {}, public_keys())


def test_no_private_half_is_published(settings):
    settings.RECEIPT_KEYS = f"{OLD},{NEW}"
    published = public_keys()["keys"]
    assert [key["kid"] for key in published] == ["old", "new"]
    assert all(set(key) == {"kid", "x", "kty", "crv", "alg", "use"} for key in published)
    for seed in (b"o" * 32, b"n" * 32):
        assert base64.urlsafe_b64encode(seed).decode().rstrip("=") not in json.dumps(published)


@pytest.fixture
def files(tmp_path):
    file = tmp_path / "receipt.json"
    file.write_bytes(canonical(RECEIPT))
    (tmp_path / "receipt.json.sig").write_bytes(canonical(sign(canonical(RECEIPT))))
    return file


def test_the_command_says_good(files, capsys):
    call_command("verify_receipt", str(files))
    assert capsys.readouterr().out.startswith("good: receipt r-1, signed with the key ")
    files.write_text(json.dumps(RECEIPT, indent=2))  # somebody's editor laid it out anew
    call_command("verify_receipt", str(files))


def test_the_command_takes_keys_from_a_file(files, settings, tmp_path):
    published = tmp_path / "keys.json"
    published.write_text(json.dumps(public_keys()))
    settings.RECEIPT_KEYS = OLD
    with pytest.raises(CommandError):
        call_command("verify_receipt", str(files))
    call_command("verify_receipt", str(files), keys=published)


def test_the_command_says_bad(files, tmp_path):
    for text in (json.dumps(RECEIPT | {"title": "其他的话"}), "[]", "{", '{"receipt_id":"r-1","receipt_id":"r-1"}'):
        files.write_text(text)
        with pytest.raises(CommandError):
            call_command("verify_receipt", str(files))
    with pytest.raises(CommandError):
        call_command("verify_receipt", str(tmp_path / "nothing.json"))


def test_the_embedded_key_is_made_once_for_its_owner_alone(tmp_path):
    path = tmp_path / "receipt-key"
    made = kept_key(path)
    assert kept_key(path) == made
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["receipt-key"]
    assert len(base64.b64decode(made.partition(":")[2])) == 32


def test_of_two_starts_at_one_moment_both_use_one_key(tmp_path, monkeypatch):
    path, link = tmp_path / "receipt-key", os.link

    def beaten(source, target):
        path.write_text("other:key")
        link(source, target)

    monkeypatch.setattr(os, "link", beaten)
    assert kept_key(path) == "other:key"
    assert [each.name for each in tmp_path.iterdir()] == ["receipt-key"]
