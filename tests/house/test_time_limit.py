"""A test that hangs is stopped and named, and the run goes on."""

import subprocess
import sys
import textwrap

HANGS = """
    import threading
    import time

    import pytest


    @pytest.mark.seconds(1)
    def test_sleeps():
        try:
            time.sleep(60)
        except Exception:
            pass


    @pytest.mark.seconds(1)
    def test_waits_for_a_lock():
        lock = threading.Lock()
        lock.acquire()
        lock.acquire()


    @pytest.fixture
    def hangs():
        time.sleep(60)


    @pytest.mark.seconds(1)
    def test_waits_in_a_fixture(hangs):
        pass


    def test_comes_after():
        pass
"""


def test_one_that_hangs_fails_and_the_next_one_runs(tmp_path, request):
    (tmp_path / "test_hangs.py").write_text(textwrap.dedent(HANGS))
    where = ["-c", str(request.config.rootpath / "pyproject.toml"), "--rootdir", str(request.config.rootpath)]
    command = [sys.executable, "-m", "pytest", "-p", "tests.conftest", *where, "-q", "-n", "0", str(tmp_path)]
    done = subprocess.run(
        command, cwd=request.config.rootpath, capture_output=True, text=True, check=False, timeout=120
    )
    assert "2 failed, 1 passed, 1 error" in done.stdout, done.stdout + done.stderr
    assert "took more than 1 seconds" in done.stdout
