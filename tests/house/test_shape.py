"""The house keeps its shape: floors, arrows, short files, each with a line saying what it is for."""

import ast
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from tests.house import tree

LAYERS = [
    {"pages", "family"},
    {"advocacy"},
    {"voices"},
    {"live", "desk", "councils"},
    {"activities"},
    {"asking"},
    {"moderation"},
    {"consent"},
    {"notices"},
    {"accounts"},
    {"directory"},
    {"privacy"},
    {"audit"},
    {"clock"},
    {"ui", "text", "files", "rows"},
]
HEIGHT = {label: -height for height, layer in enumerate(LAYERS) for label in layer}


def test_imports_keep_the_contracts():
    """As a command: inside pytest the linter sees another path."""
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=tree.ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert done.returncode == 0, done.stdout[-3000:]


def up_going(models):
    """Keys from a part to one above it; the linter is blind to a key given by name."""
    for model in models:
        label = model._meta.app_label
        for field in model._meta.get_fields(include_hidden=True):
            target = getattr(field, "remote_field", None) and field.concrete and field.remote_field.model
            if not target or label not in HEIGHT or target._meta.app_label not in HEIGHT:
                continue
            if HEIGHT[target._meta.app_label] > HEIGHT[label]:
                yield f"{label}.{model.__name__}.{field.name} → {target._meta.label}"


def test_foreign_keys_point_down():
    assert list(up_going(apps.get_models(include_auto_created=True))) == []


def test_every_part_of_ours_has_its_height():
    ours = {config.label for config in apps.get_app_configs() if config.name.split(".")[0] in tree.PARTS}
    assert ours == set(HEIGHT)


def test_files_are_short():
    lengths = {tree.name(path): len(path.read_text().splitlines()) for path in tree.python("tests")}
    assert {name: length for name, length in lengths.items() if length > 400} == {}
    ours = [length for name, length in lengths.items() if not name.startswith("tests/")]
    assert statistics.median(ours) < 60
    assert statistics.quantiles(ours, n=20)[-1] < 250


def test_functions_are_short():
    lengths = [
        node.end_lineno - node.lineno + 1
        for path in tree.python()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    assert statistics.quantiles(lengths, n=20)[-1] < 35


def test_templates_are_short():
    lengths = [len(path.read_text().splitlines()) for path in tree.templates() if path.suffix == ".html"]
    assert statistics.quantiles(lengths, n=20)[-1] < 100


@pytest.mark.parametrize("path", tree.python("tests"), ids=tree.name)
def test_every_module_says_in_one_line_what_it_is_for(path):
    said = ast.get_docstring(ast.parse(path.read_text()))
    assert said, "no docstring"
    assert said.splitlines()[0].strip()


def test_no_junk_drawers():
    names = {"utils", "helpers", "common", "misc", "tools", "lib"}
    assert [tree.name(path) for path in tree.python("tests") if path.stem in names or path.parent.name in names] == []


def test_every_top_level_name_is_in_the_plan():
    tracked = subprocess.run(["git", "ls-files"], cwd=tree.ROOT, capture_output=True, text=True, check=False).stdout
    if not tracked:
        pytest.skip("not a git checkout")
    planned = {"manage.py", "portal", "activities", "voices", "moderation", "templates", "static", "tests", "README.md"}
    planned |= {"pyproject.toml", "requirements.lock", "requirements-dev.lock", "Makefile", "compose.yaml", "docs"}
    planned |= {"locale", ".ci", ".gitignore", "LICENSE", "CHANGELOG.md", "Dockerfile", ".dockerignore"}
    assert {line.split("/")[0] for line in tracked.splitlines()} <= planned


def test_tests_have_no_init_files():
    assert list((settings.ROOT / "tests").rglob("__init__.py")) == []
