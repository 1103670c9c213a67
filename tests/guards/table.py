"""The guards of the ten promises, one entry each: where it stands, what is left without it, and who must notice.

The entries are the `.toml` files beside this one. A guard is a piece of code (`was` becomes `gone`) or something the
database holds by itself (`drops` names its trigger, index or constraint; `was` is the line that makes it).
"""

import ast
import tomllib
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROMISES = range(1, 11)


@dataclass(frozen=True)
class Guard:
    name: str
    promise: int
    keeps: tuple[str, ...]  # requirement ids, or the page that asks for it
    file: str
    was: str
    tests: tuple[str, ...]  # each must be green as things stand; one must turn red without the guard
    gone: str = ""
    drops: str = ""
    services: bool = False  # only PostgreSQL and Redis can show it
    group: str = field(default="", compare=False)

    def without(self, text: str) -> str:
        """The file's text with the guard taken away."""
        return text.replace(self.was, self.gone)


def read(folder: Path = Path(__file__).parent) -> list[Guard]:
    return [
        Guard(**entry | {"keeps": tuple(entry["keeps"]), "tests": tuple(entry["tests"]), "group": path.stem})
        for path in sorted(folder.glob("*.toml"))
        for entry in tomllib.loads(path.read_text(encoding="utf-8"))["guard"]
    ]


def problems(guard: Guard, root: Path = ROOT) -> list[str]:
    """Why this entry says nothing about the code as it stands; empty when it does."""
    path = root / guard.file
    if not path.is_file():
        return [f"{guard.file} is not there"]
    text = path.read_text(encoding="utf-8")
    found = []
    if (times := text.count(guard.was)) != 1:
        found.append(f"its text stands {times} times in {guard.file}")
    elif not guard.drops and (guard.without(text) == text or not _compiles(path, guard.without(text))):
        found.append("without it the file is the same, or is no Python")
    if guard.promise not in PROMISES:
        found.append(f"there is no promise {guard.promise}")
    if not guard.tests or not guard.keeps:
        found.append("it names no test, or nothing that it keeps")
    return found + [f"there is no test {each}" for each in guard.tests if not _is_test(root, each)]


def _compiles(path: Path, text: str) -> bool:
    if path.suffix != ".py":
        return True
    try:
        ast.parse(text)
    except SyntaxError:
        return False
    return True


def _is_test(root: Path, name: str) -> bool:
    path, _, test = name.partition("::")
    if not (root / path).is_file():
        return False
    return not test or test.partition("[")[0] in _tests_in(root / path)


@cache
def _tests_in(path: Path) -> frozenset[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return frozenset(node.name for node in tree.body if isinstance(node, ast.FunctionDef) and node.name[:5] == "test_")
