"""The harness takes medians in turn and writes what it measured."""

import json
import os
import threading
import time

from tests.bench import harness


def test_medians_are_of_runs_taken_in_turn():
    order = []
    values = iter([9, 9, 1, 10, 5, 20, 3, 30])

    def measure(name):
        order.append(name)
        return next(values)

    found = harness.in_turn({"a": lambda: measure("a"), "b": lambda: measure("b")}, runs=3, warm=1)
    assert order == ["a", "b"] * 4
    assert found == {"a": 3, "b": 20}


def test_rows_are_printed_and_written(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(harness, "families", {"tiny": lambda: [harness.row("tiny.thing", 2.0, "ms", 8.0)]})
    monkeypatch.setattr(harness, "OUT", tmp_path / "build" / "bench.json")
    assert harness.main("tiny") == 0
    assert json.loads(harness.OUT.read_text()) == [
        {"name": "tiny.thing", "value": 2.0, "unit": "ms", "beside": 8.0, "ratio": 0.25}
    ]
    assert "tiny.thing  2     ms    8       0.25" in capsys.readouterr().out
    assert harness.main("unknown") == 1


def test_time_of_all_threads_is_counted_and_that_of_the_loop_apart():
    def spin():
        end = time.thread_time() + 0.05
        while time.thread_time() < end:
            pass
        spun.set()
        stop.wait()  # a thread that ended is no longer counted

    spun, stop = threading.Event(), threading.Event()
    loop, whole = harness.loop_seconds(os.getpid()), harness.cpu_seconds(os.getpid())
    worker = threading.Thread(target=spin)
    worker.start()
    spun.wait()
    looped, spent = harness.loop_seconds(os.getpid()) - loop, harness.cpu_seconds(os.getpid()) - whole
    stop.set()
    worker.join()
    assert spent >= looped + 0.04
