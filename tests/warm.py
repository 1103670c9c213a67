"""A server that has read all its code and stands still; each test of a browser is served by a copy of it.

To load the site takes three seconds of a processor, to copy it (fork) a few milliseconds, and there are some ninety
such tests. A copy starts as any server does: it opens its own database, its own port and its own loop. Only for the
embedded default in its usual settings; whoever wants others, or several processes, gets servers of their own.

As a program (`python -m tests.warm`) it reads a JSON line for each copy, `{"database": …, "log": …}`, and answers with
its pid.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

USUAL = {"host": "127.0.0.1", "ws": "websockets-sansio", "log_level": "warning", "access_log": False}


class Copy:
    """One served process, with what tests ask of a `Popen`."""

    def __init__(self, pid: int):
        self.pid = pid

    def poll(self) -> int | None:
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return 0
        return None

    def wait(self, timeout: float) -> int:
        end = time.monotonic() + timeout
        while self.poll() is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("a copied server", timeout)
            time.sleep(0.01)
        return 0

    def send_signal(self, number: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


class Warm:
    """`Warm(data, environment, port).copy(database, log)`; `empty()` before it leaves only the static files."""

    def __init__(self, data: Path, environment: dict[str, str], port: int):
        self.data, self.env, self.port = data, environment | {"PORT": str(port)}, port
        self._last: Copy | None = None
        command = [sys.executable, "-m", "tests.warm"]
        self._original = subprocess.Popen(
            command, env=self.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )

    def is_free(self) -> bool:
        return self._original.poll() is None and (self._last is None or self._last.poll() is not None)

    def empty(self) -> None:
        for path in self.data.iterdir():
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            elif path.name != "static":
                path.unlink()

    def copy(self, database: str, log: Path) -> Copy:
        """Raises RuntimeError when the original ended."""
        self._original.stdin.write(json.dumps({"database": database, "log": str(log)}) + "\n")
        answer = self._original.stdout.readline()
        if not answer:
            raise RuntimeError(f"the server that is copied ended with {self._original.wait()}")
        self._last = Copy(int(answer))
        return self._last

    def end(self) -> None:
        self._original.stdin.close()
        self._original.wait(10)
        shutil.rmtree(self.data, ignore_errors=True)


def _load() -> None:
    """All that a first request would load."""
    from django.conf import settings
    from django.template.loader import get_template
    from django.urls import get_resolver
    from django.utils import translation

    import portal.asgi  # noqa: F401 (what the copies serve)

    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            get_resolver().url_patterns  # noqa: B018 (reads every module of views)
            translation.gettext("")
    for folder in settings.TEMPLATES[0]["DIRS"]:
        for path in sorted(Path(folder).rglob("*.html")):
            get_template(str(path.relative_to(folder)))


def _serve(asked: dict[str, str]) -> None:
    import uvicorn

    from tests import databases

    with open(asked["log"], "wb", buffering=0) as log:
        os.dup2(log.fileno(), 1)
        os.dup2(log.fileno(), 2)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    databases.use(asked["database"])
    uvicorn.run("portal.asgi:application", port=int(os.environ["PORT"]), **USUAL)


def main() -> None:
    _load()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # who ends is gone at once
    for line in sys.stdin:
        pid = os.fork()
        if not pid:
            sys.stdin.close()
            try:
                _serve(json.loads(line))
            finally:
                os._exit(0)
        sys.stdout.write(f"{pid}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
