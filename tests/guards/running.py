"""Takes one guard after the other away, in two copies of the tree at most, and says which test noticed."""

import os
import queue
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.guards import table
from tests.guards.stem import Stem
from tests.guards.table import ROOT, Guard
from tests.guards.trees import Tree, template_of

PLACES = [ROOT / "build" / "guards" / str(number) for number in (1, 2)]
LONGEST = 240  # seconds for the tests of one guard
# A change that cannot run shows nothing: the test must have seen the guard's absence, not a broken file.
BROKEN = re.compile(r"(NameError|ImportError|ModuleNotFoundError|SyntaxError|IndentationError|UnboundLocalError)\b")
SAID = re.compile(r"^(FAILED|ERROR) (.+?)(?: - (.*))?$", re.MULTILINE)
# Plugins that cost a second each and have nothing to say here.
SHORT = ["-q", "--tb=no", "-rfE"]
SHORT += [word for name in ("xdist", "unraisableexception", "hypothesispytest") for word in ("-p", f"no:{name}")]


@dataclass(frozen=True)
class Verdict:
    guard: Guard
    word: str  # killed, SURVIVED, BROKEN, skipped
    by: str = ""

    @property
    def holds(self) -> bool:
        return self.word == "killed" or (self.word == "skipped" and os.environ.get("REQUIRE_SERVICES") != "1")


def judge(guard: Guard, code: int, output: str) -> Verdict:
    """What pytest's answer says about a guard that was taken away."""
    if code == 0:
        return Verdict(guard, "SURVIVED")
    said = SAID.search(output)
    if code != 1 or not said or said[1] == "ERROR" or BROKEN.match(said[3] or ""):
        return Verdict(guard, "BROKEN", said[0] if said else f"pytest ended with {code}")
    return Verdict(guard, "killed", said[2])


def environment(*, services: bool = False) -> dict[str, str]:
    """The embedded database of the copy, unless the services are asked for."""
    kept = {k: v for k, v in os.environ.items() if services or k not in {"DATABASE_URL", "REDIS_URL"}}
    return kept | {
        "DJANGO_SETTINGS_MODULE": "portal.settings.test",
        "COLUMNS": "300",
        "DATA_DIR": "",
        "PYTHONWARNINGS": "ignore",
    }


def pytest(tree: Tree, tests, *more: str, services: bool = False, within: int = LONGEST) -> tuple[int, str]:
    """Runs tests in a copy of the tree, in a process of their own."""
    command = [sys.executable, "-m", "pytest", *SHORT, *more, *tests]
    how = {"cwd": tree.path, "env": environment(services=services), "capture_output": True, "text": True}
    try:
        done = subprocess.run(command, check=False, timeout=within, **how)
    except subprocess.TimeoutExpired:
        return -1, ""
    return done.returncode, done.stdout + done.stderr


def answers() -> bool:
    return all(os.environ.get(name) for name in ("DATABASE_URL", "REDIS_URL"))


def look(tree: Tree, stem: Stem, guard: Guard) -> Verdict:
    if guard.services and not answers():
        return Verdict(guard, "skipped", "needs DATABASE_URL and REDIS_URL")
    was = "" if guard.drops else (tree.path / guard.file).read_text(encoding="utf-8")
    with tree.without(guard):
        if not guard.services:
            quick = stem.ask(file=guard.file, was=was, tests=guard.tests, arguments=[*SHORT, "-x"], within=LONGEST)
            if quick and (verdict := judge(guard, *quick)).word == "killed":
                return verdict
        return judge(guard, *pytest(tree, guard.tests, "-x", services=guard.services))


def all_of(trees: list[Tree], guards: list[Guard], say) -> list[Verdict]:
    waiting: queue.SimpleQueue[Guard] = queue.SimpleQueue()
    for guard in guards:
        waiting.put(guard)
    found: list[Verdict] = []

    def work(tree: Tree) -> None:
        stem = Stem(tree.path, environment())
        try:
            while True:
                found.append(look(tree, stem, waiting.get_nowait()))
                say(found[-1])
        except queue.Empty:
            return
        finally:
            stem.end()

    at_once([partial(work, tree) for tree in trees])
    return found


def migrated() -> Path:
    """The template of the working tree's own tests, made by one of them where it is not there yet."""
    found = template_of(ROOT)
    if not found.exists():
        pytest(Tree(ROOT), ["tests/portal/rows/test_append_only.py"], within=LONGEST * 4)
    return found


def at_once(acts) -> None:
    """Runs each in a thread of its own; what one of them raises is raised here."""
    with ThreadPoolExecutor(max(len(acts), 1)) as pool:
        for done in [pool.submit(act) for act in acts]:
            done.result()


def lay(trees: list[Tree], guards: list[Guard]) -> str:
    """Makes the copies; empty when all named tests are green in them, else what is not."""
    template = migrated()
    tests = sorted({test for guard in guards if not guard.services for test in guard.tests})
    halves = [tests[number :: len(trees)] for number in range(len(trees))]
    answers: list[tuple[int, str]] = []

    def green(tree: Tree, half: list[str]) -> None:
        tree.lay(template)
        if half:
            answers.append(pytest(tree, half, within=LONGEST * 4))

    at_once([partial(green, tree, half) for tree, half in zip(trees, halves, strict=True)])
    return "".join(output or "too slow" for code, output in answers if code)


def write(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def row(verdict: Verdict) -> str:
    guard = verdict.guard
    by = Path(verdict.by.partition("[")[0]).as_posix().removeprefix("tests/")
    return f"{verdict.word:<9} {guard.promise:>2}  {guard.name:<66.66}  {by}"


def main(only: str = "") -> int:
    guards = [each for each in table.read() if only in f"{each.group} {each.file} {each.name}"]
    wrong = [f"{each.name}: {problem}" for each in guards for problem in table.problems(each)]
    if wrong or not guards:
        write("\n".join(wrong) or f"no guard is called {only}")
        return 1
    trees = [Tree(place) for place in PLACES[: len(guards)]]
    if red := lay(trees, guards):
        write(f"{red}\nthese fail with every guard in its place, so they can show nothing")
        return 1
    found = all_of(trees, guards, lambda verdict: write(row(verdict)))
    bad = [verdict for verdict in found if not verdict.holds]
    write(f"\n{len(found)} guards, {sum(each.word == 'killed' for each in found)} killed, {len(bad)} not")
    for verdict in bad:
        write(f"{row(verdict)}\n          {verdict.guard.file}: {verdict.by}")
    return int(bool(bad))
