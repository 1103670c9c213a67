"""What a page costs the processor, on WSGI with PostgreSQL and kept connections, beside a bare Django view."""

import contextlib
import http.client
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.bench.harness import ROOT, cpu_seconds, family, in_turn, row

DATA = ROOT / "build" / "bench-data"
ADDRESSES = {
    "home": "/zh-hans/",
    "voices": "/zh-hans/voices/",
    "voice": "",  # the first one on the wall
    "activities": "/zh-hans/activities/",
    "echoes": "/zh-hans/echoes/",
}
OURS, BARE = 60, 1500  # requests a run


def prepare():
    """Django on PostgreSQL with a fresh copy full of demo people. Ends the family in words where there is no server."""
    shutil.rmtree(DATA, ignore_errors=True)
    DATA.mkdir(parents=True)
    given = {"DATABASE_URL": "postgres://root@127.0.0.1/test", "REDIS_URL": "redis://127.0.0.1:6379/0"}
    os.environ |= {name: os.environ.get(name) or value for name, value in given.items()}
    os.environ |= {"DATA_DIR": str(DATA), "DJANGO_SETTINGS_MODULE": "tests.bench.settings", "CLOCK_SECONDS": "0"}
    os.environ["REDIS_PREFIX"] = f"bench{os.getpid()}"
    import django

    from tests import databases, serving

    (DATA / "static").symlink_to(serving.static_root())  # first: the names are read once
    django.setup()
    from django.core.management import call_command

    made = databases.Databases()
    made.make_template()
    name = made.copy("bench")
    databases.use(name)
    call_command("catalogues", verbosity=0)
    with (DATA / "seed.log").open("w") as out:
        call_command("seed", stdout=out)
    os.environ["DATABASE_URL"] = serving.database_url()
    return made, name


@contextlib.contextmanager
def gunicorn(application: str, port: int):
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}", "--workers", "1"]
    with (DATA / f"{application}.log").open("wb") as out:
        master = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=out, stderr=subprocess.STDOUT)
    try:
        yield worker_of(master)
    finally:
        master.terminate()
        master.wait(10)


def worker_of(master: subprocess.Popen) -> int:
    for _ in range(400):
        children = Path(f"/proc/{master.pid}/task/{master.pid}/children").read_text().split()
        if children:
            return int(children[0])
        assert master.poll() is None, "gunicorn ended at its start"
        time.sleep(0.05)
    raise AssertionError("gunicorn started no worker")


def ask(port: int, path: str) -> str:
    for _ in range(400):
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request("GET", path)
        except ConnectionRefusedError:
            time.sleep(0.05)
            continue
        answer = connection.getresponse()
        body = answer.read().decode()
        assert answer.status == 200, f"{path}: {answer.status}"
        return body
    raise AssertionError("no answer")


def cost(worker: int, port: int, path: str, times: int) -> float:
    """Milliseconds of processor a request."""
    before = cpu_seconds(worker)
    for _ in range(times):
        ask(port, path)
    return (cpu_seconds(worker) - before) / times * 1000


def queries(path: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.get(path)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


@family("pages")
def pages():
    made, name = prepare()
    from tests.serving import free_port

    ours, bare = free_port(), free_port()
    try:
        with gunicorn("portal.wsgi", ours) as our_worker, gunicorn("tests.bench.bare", bare) as bare_worker:
            found = dict(ADDRESSES)
            found["voice"] = re.search(r'href="(/zh-hans/voices/[0-9a-f-]{36}/)"', ask(ours, found["voices"]))[1]
            measures = {"bare": lambda: cost(bare_worker, bare, "/", BARE)}
            for page, path in found.items():
                measures[page] = lambda path=path: cost(our_worker, ours, path, OURS)
            taken = in_turn(measures)
            for page, path in found.items():
                yield row(f"pages.{page}.vs_bare", taken[page], "ms CPU a request", taken["bare"])
                yield row(f"pages.{page}.queries", queries(path), "queries")
    finally:
        from django.db import connections

        connections.close_all()
        made.drop(name)
