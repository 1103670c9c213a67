"""Measures us beside a yardstick in the same run: medians of runs taken in turn, a table, and build/bench.json."""

import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OUT = ROOT / "build" / "bench.json"


@dataclass(frozen=True)
class Row:
    """`value` is ours, `beside` the yardstick's in the same unit, `ratio` ours through the yardstick's."""

    name: str
    value: float
    unit: str
    beside: float | None = None
    ratio: float | None = None


def row(name: str, value: float, unit: str, beside: float | None = None) -> Row:
    return Row(name, round(value, 4), unit, _round(beside), _round(value / beside) if beside else None)


def _round(number: float | None) -> float | None:
    return None if number is None else round(number, 4)


families: dict[str, Callable[[], Iterable[Row]]] = {}


def family(name: str):
    """Registers a function that yields rows; put it into tests/bench/family_<name>.py."""

    def mark(function):
        families[name] = function
        return function

    return mark


def in_turn(measures: dict[str, Callable[[], float]], *, runs: int = 5, warm: int = 1) -> dict[str, float]:
    """The median of each measure, the measures taken one after the other in every run, so that noise hits all alike."""
    taken = {name: [] for name in measures}
    for run in range(warm + runs):
        for name, measure in measures.items():
            value = measure()
            if run >= warm:
                taken[name].append(value)
    return {name: statistics.median(values) for name, values in taken.items()}


def cpu_seconds(*pids: int) -> float:
    """Time these processes have spent on a processor in all threads that still run, to the nanosecond."""
    tasks = (task for pid in pids for task in Path(f"/proc/{pid}/task").iterdir())
    return sum(_spent(task) for task in tasks)


def loop_seconds(pid: int) -> float:
    """The same of its first thread alone, on which an event loop runs."""
    return _spent(Path(f"/proc/{pid}"))


def _spent(task: Path) -> float:
    return int((task / "schedstat").read_text().split()[0]) / 1e9


def table(rows: list[Row]) -> str:
    lines = [("name", "ours", "unit", "beside", "ratio")]
    for each in rows:
        numbers = ["" if value is None else f"{value:,.4g}" for value in (each.value, each.beside, each.ratio)]
        lines.append((each.name, numbers[0], each.unit, numbers[1], numbers[2]))
    widths = [max(len(line[column]) for line in lines) for column in range(5)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)


def _wants(asked: str, name: str) -> bool:
    """`live` wants all families of rooms, `live.fanout` some, `live.rooms.200x10.p99_ms` the one that measures it."""
    begun = name.startswith(asked) and not name[len(asked) :][:1].isdigit()  # 100 is not 1000
    return begun or asked.startswith(f"{name}.")


def main(only: str = "") -> int:
    for path in sorted(Path(__file__).parent.glob("family_*.py")):
        importlib.import_module(f"tests.bench.{path.stem}")
    chosen = [name for name in families if not only or any(_wants(each, name) for each in only.split(","))]
    if not chosen:
        sys.stderr.write(f"no such family: {only}; there are {', '.join(families)}\n")
        return 1
    rows: list[Row] = []
    for name in chosen:
        start = time.monotonic()
        rows += families[name]()
        sys.stderr.write(f"{name}: {time.monotonic() - start:.0f} s\n")
    sys.stdout.write(table(rows) + "\n")
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps([asdict(each) for each in rows], indent=1) + "\n")
    return 0
