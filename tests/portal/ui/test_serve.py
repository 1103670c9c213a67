"""A start that cannot succeed says why in one plain line, and before anything else is done."""

import http.client
import os
import re
import resource
import socket
import subprocess
import sys
import time

import pytest
from django.conf import settings

from tests.serving import environment, free_port


def serve(data, *arguments, preexec=None, **more):
    env = environment(data, **more)
    command = [sys.executable, "manage.py", "serve", *arguments]
    return subprocess.run(
        command, cwd=settings.ROOT, env=env, capture_output=True, text=True, check=False, preexec_fn=preexec, timeout=60
    )


def one_line(done, name):
    assert done.returncode == 1
    lines = done.stderr.strip().splitlines()
    assert len(lines) == 1, done.stderr
    assert lines[0].removeprefix("CommandError: ").startswith(f"{name}: ")
    assert "Traceback" not in done.stderr


def test_a_taken_port(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = serve(tmp_path, PORT=str(port))
    one_line(done, "PORT")
    assert f"make run PORT={port + 1}" in done.stderr
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PORT", "eighty"),
        ("PORT", "70000"),
        ("HOST", "no.such.host.invalid"),
        ("HOST", "198.51.100.7"),
        ("DEBUG", "perhaps"),
    ],
)
def test_a_value_that_cannot_be_used(tmp_path, name, value):
    done = serve(tmp_path, **{name: value})
    one_line(done, name)
    assert not re.search(r"Errno|invalid literal", done.stderr), "that is Python's language"


def test_a_data_folder_that_is_none(tmp_path):
    (tmp_path / "file").write_text("")
    one_line(serve(tmp_path / "file" / "data"), "DATA_DIR")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_data_folder_that_may_not_be_read(tmp_path):
    tmp_path.chmod(0)
    try:
        one_line(serve(tmp_path), "DATA_DIR")
    finally:
        tmp_path.chmod(0o700)


def test_a_full_disk(tmp_path):
    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = serve(tmp_path, "--prepare", preexec=no_room)
    one_line(done, "DATA_DIR")


@pytest.mark.browser
def test_the_first_start_serves_and_the_second_keeps_data(tmp_path):
    port = free_port()
    for _again in range(2):
        env = environment(tmp_path, PORT=str(port))
        out = (tmp_path / "out").open("wb")
        running = subprocess.Popen(
            [sys.executable, "manage.py", "serve"], cwd=settings.ROOT, env=env, stdout=out, stderr=subprocess.STDOUT
        )
        try:
            assert answer(running, port, "/healthz") == 200
            assert answer(running, port, "/readyz") == 200
        finally:
            running.terminate()
            running.wait(10)
            out.close()
        said = (tmp_path / "out").read_text()
        assert f"http://127.0.0.1:{port}/" in said
        assert "Traceback" not in said
        assert ("making the database" in said) is (not _again)


def answer(running, port, path):
    end = time.monotonic() + 240  # a hundred migrations and the demo, while other tests run beside it
    while time.monotonic() < end:
        assert running.poll() is None
        try:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
            connection.request("GET", path)
            return connection.getresponse().status
        except OSError:
            time.sleep(0.1)
    raise AssertionError("no answer")
