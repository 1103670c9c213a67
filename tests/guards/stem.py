"""A process in which the house is loaded once; for each guard it forks, and the fork forgets the guard and runs tests.

`python -m tests.guards.stem`, in a copy of the tree: a line of JSON in, a line out. Loading the house takes three times
as long as most tests, so this is what keeps the whole round short. What cannot be forgotten in a running process, it
says; the same change in a fresh process is then the judge.
"""

import gc
import importlib
import inspect
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
import types
from pathlib import Path

STARTING = ("apps.py", "roles.py", "urls.py")  # what ran already when the house was loaded
LOADED = ("portal.asgi", "portal.urls", "pytest", "playwright.sync_api")
Pair = tuple[types.CodeType, types.CodeType]


class Stem:
    """The other end, for the runner."""

    def __init__(self, place: Path, environment: dict[str, str]):
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.guards.stem"],
            cwd=place,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, *, file: str, was: str, tests, arguments: list[str], within: int) -> tuple[int, str] | None:
        """Pytest's code and output, or None where only a fresh process can tell."""
        asked = {"file": file, "was": was, "arguments": [*arguments, *tests], "within": within}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline() or "null")
        return answer and tuple(answer)

    def end(self) -> None:
        self._process.stdin.close()
        self._process.wait()


def changed(before: types.CodeType, after: types.CodeType) -> list[Pair] | None:
    """The functions that differ; None where a module or a class says something else itself."""
    if _shape(before) != _shape(after):
        return None
    found: list[Pair] = []
    for old, new in zip(_inside(before), _inside(after), strict=True):
        if old.co_flags & inspect.CO_NEWLOCALS:  # a function, and no class
            found += [] if _same(old, new) else [(old, new)]
        elif (more := changed(old, new)) is None:
            return None
        else:
            found += more
    return found


def _inside(code: types.CodeType) -> list[types.CodeType]:
    return [each for each in code.co_consts if isinstance(each, types.CodeType)]


def _shape(code: types.CodeType):
    plain = [each for each in code.co_consts if not isinstance(each, types.CodeType)]
    names = [each.co_name for each in _inside(code)]
    return code.co_code, code.co_names, code.co_varnames, code.co_freevars, code.co_cellvars, repr(plain), names


def _same(before: types.CodeType, after: types.CodeType) -> bool:
    return _shape(before) == _shape(after) and all(map(_same, _inside(before), _inside(after)))


def _deep(old: types.CodeType, new: types.CodeType) -> list[Pair]:
    """The function, and those in it that stand at the same place: some may be alive already, under a decorator."""
    inside = zip(_inside(old), _inside(new), strict=False)
    return [(old, new), *(pair for o, n in inside if o.co_name == n.co_name for pair in _deep(o, n))]


def _key(code: types.CodeType) -> tuple[str, int]:
    return code.co_qualname, code.co_firstlineno


def forget(path: Path, before: str, after: str) -> bool:
    """Gives the functions of a loaded module the bodies they have in `after`; False where that is not all."""
    if path.name in STARTING or path.suffix != ".py" or "migrations" in path.parts:
        return False
    tops = changed(compile(before, str(path), "exec"), compile(after, str(path), "exec"))
    wanted = {_key(old): new for top in tops or () for old, new in _deep(*top)}
    done = set()
    for each in gc.get_objects():
        # By `type`, because asking a lazy object for its class would wake it.
        if type(each) is not types.FunctionType or each.__code__.co_filename != str(path):
            continue
        if (new := wanted.get(_key(each.__code__))) is None:
            continue
        if len(new.co_freevars) != len(each.__code__.co_freevars):
            return False
        done.add(_key(each.__code__))
        each.__code__ = new
    return bool(tops) and done >= {_key(old) for old, _new in tops}


def _run(asked: dict) -> list | None:
    with tempfile.TemporaryFile("w+") as said:
        child = os.fork()
        if not child:
            os.setsid()
            os.dup2(said.fileno(), 1)
            os.dup2(said.fileno(), 2)
            os._exit(_in_the_fork(asked))
        code = _wait(child, asked["within"])
        said.seek(0)
        return None if code == 99 else [code, said.read()]


def _in_the_fork(asked: dict) -> int:
    import pytest

    try:
        path = Path(asked["file"]).resolve()
        if asked["was"] and not forget(path, asked["was"], path.read_text(encoding="utf-8")):
            return 99
        return int(pytest.main(asked["arguments"]))
    finally:
        sys.stdout.flush()


def _wait(child: int, within: int) -> int:
    end = time.monotonic() + within
    while time.monotonic() < end:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -1


def main() -> None:
    gc.disable()
    import django

    django.setup()
    for name in LOADED:
        importlib.import_module(name)
    for line in sys.stdin:
        sys.stdout.write(json.dumps(_run(json.loads(line))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
