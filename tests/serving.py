"""Real servers for tests: uvicorn on a copied database, one process on SQLite, two on PostgreSQL and Redis."""

import atexit
import contextlib
import functools
import hashlib
import http.client
import os
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from django.conf import settings
from django.db import connection, connections
from django.utils import timezone

from tests import databases, needs
from tests.clock import Clock, moved
from tests.warm import Copy, Warm

ROOT = settings.ROOT
PATIENCE = 60  # seconds until a start counts as failed


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def database_url() -> str:
    """The database this test uses, as the servers read it."""
    chosen = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:////{str(chosen['NAME']).lstrip('/')}"
    name, host, port = chosen["NAME"], chosen["HOST"], chosen["PORT"] or 5432
    return f"postgres://{chosen['USER']}:{chosen['PASSWORD']}@{host}:{port}/{name}"


@functools.cache
def static_root() -> Path:
    """Static files, collected once for all servers and workers until a file changes."""
    digest = hashlib.sha256((ROOT / "requirements.lock").read_bytes())
    for path in sorted(path for path in (ROOT / "static").rglob("*") if path.is_file()):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    made = settings.DATA_DIR / f"test-static-{digest.hexdigest()[:12]}"
    with databases.locked("static"):
        if not made.exists():
            for old in settings.DATA_DIR.glob("test-static-*"):
                shutil.rmtree(old)
            building = settings.DATA_DIR / "building-static"
            shutil.rmtree(building, ignore_errors=True)
            building.mkdir()
            (building / "static").mkdir()
            run_manage(environment(building), "collectstatic", "--noinput", "-v0")
            (building / "static").rename(made)
            shutil.rmtree(building)
    return made


def environment(data: Path, **more: str) -> dict[str, str]:
    """A clean one: nothing of the caller's settings but the paths to programs."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "TMPDIR") if name in os.environ}
    return kept | {"DJANGO_SETTINGS_MODULE": "portal.settings.dev", "DATA_DIR": str(data), "CLOCK_SECONDS": "0"} | more


def run_manage(env: dict[str, str], *args: str) -> str:
    done = subprocess.run(
        [sys.executable, "manage.py", *args], cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"manage.py {' '.join(args)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@dataclass
class Process:
    """One uvicorn, and what it wrote."""

    url: str
    running: subprocess.Popen | Copy
    log: Path

    def said(self) -> str:
        return self.log.read_text(errors="replace")


@dataclass
class Site:
    """The whole site, served. The test shares its database, so factories and actions may be used beside the browser."""

    data: Path
    env: dict[str, str]
    processes: list[Process] = field(default_factory=list)
    secret: list[str] = field(default_factory=list)  # what uvicorn is told to speak https
    application: str = "portal.asgi:application"
    expected: list[str] = field(default_factory=list)  # words of faults that a test brings about on purpose

    @property
    def url(self) -> str:
        return self.processes[0].url

    @property
    def urls(self) -> list[str]:
        return [process.url for process in self.processes]

    def manage(self, *args: str) -> str:
        """Runs a command as the servers would, e.g. `site.manage("tick", "--at", when.isoformat())`."""
        return run_manage(self.env, *args)

    def do(self, act, *args, **kwargs):
        """Calls a function in a thread without the browser's event loop: for actions that use the channel layer."""
        result = []

        def run():
            try:
                result.append((act(*args, **kwargs), None))
            except BaseException as problem:  # handed to the caller below
                result.append((None, problem))
            finally:
                connections.close_all()

        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
        value, problem = result[0]
        if problem:
            raise problem
        return value

    def said(self) -> str:
        return "\n".join(process.said() for process in self.processes)


def _start(site: Site, number: int) -> Process:
    port = free_port()
    log = site.data / f"server-{number}.log"
    command = [sys.executable, "-m", "uvicorn", site.application, "--host", "127.0.0.1", "--port", str(port)]
    command += ["--ws", "websockets-sansio", "--log-level", "warning", "--no-access-log"]
    env = site.env | {"PORT": str(port)}
    with log.open("wb") as out:
        running = subprocess.Popen(command + site.secret, cwd=ROOT, env=env, stdout=out, stderr=subprocess.STDOUT)
    return Process(f"{'https' if site.secret else 'http'}://127.0.0.1:{port}", running, log)


def _asking(process: Process, site: Site) -> http.client.HTTPConnection:
    where = urlsplit(process.url).netloc
    if not site.secret:
        return http.client.HTTPConnection(where, timeout=5)
    return http.client.HTTPSConnection(where, timeout=5, context=ssl.create_default_context(cafile=site.secret[1]))


def _wait(process: Process, site: Site) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.running.poll() is None, f"the server ended at its start:\n{process.said()}"
        with contextlib.suppress(OSError):
            asking = _asking(process, site)
            asking.request("GET", "/healthz")
            if asking.getresponse().status == 200:
                return
        time.sleep(0.05)
    raise AssertionError(f"no answer in {PATIENCE} s:\n{process.said()}")


def certified(folder: Path) -> list[str]:
    """A certificate that vouches for itself, as uvicorn takes it."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    day, now = timedelta(days=1), datetime.now(UTC)
    ours = x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now - day, now + day)
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = ours.add_extension(here, critical=False).sign(key, hashes.SHA256())
    (folder / "certificate.pem").write_bytes(made.public_bytes(Encoding.PEM))
    (folder / "key.pem").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return ["--ssl-certfile", str(folder / "certificate.pem"), "--ssl-keyfile", str(folder / "key.pem")]


@functools.cache
def _warm() -> Warm:
    """One for each process that tests, loaded while its first test prepares."""
    data = Path(tempfile.mkdtemp(prefix="tongyan-"))
    (data / "static").symlink_to(static_root())
    made = Warm(data, environment(data), free_port())
    atexit.register(made.end)
    return made


@contextlib.contextmanager
def _copied():
    """The embedded default in its usual settings, copied from a server that is loaded already."""
    warm = _warm()
    warm.empty()
    site = Site(warm.data, warm.env | {"DATABASE_URL": database_url()})
    log = warm.data / "server-0.log"
    log.touch()
    running = warm.copy(str(connection.settings_dict["NAME"]), log)
    site.processes = [Process(f"http://127.0.0.1:{warm.port}", running, log)]
    with _watched(site):
        yield site


@contextlib.contextmanager
def _watched(site: Site):
    """Waits until it answers, and ends it afterwards. A fault in a server fails the test."""
    try:
        for process in site.processes:
            _wait(process, site)
        yield
    finally:
        for process in site.processes:
            process.running.terminate()
        for process in site.processes:
            try:
                process.running.wait(10)
            except subprocess.TimeoutExpired:
                process.running.kill()
        said = site.said()
    faults = [line for line in said.splitlines() if '"fault"' in line or "Traceback" in line or '"ERROR"' in line]
    faults = [line for line in faults if not any(words in line for words in site.expected)]
    assert not faults, "a server reported a fault:\n" + said[-4000:]


@contextlib.contextmanager
def serving(processes: int, *, secret=False, application="portal.asgi:application", **more: str):
    """Starts the site on the test's database and stops it afterwards. A fault in a server fails the test."""
    usual = processes == 1 and not secret and not more and application == "portal.asgi:application"
    if usual and connection.vendor == "sqlite" and _warm().is_free():
        with _copied() as site:
            yield site
        return
    static = static_root()
    data = Path(tempfile.mkdtemp(prefix="tongyan-"))
    (data / "static").symlink_to(static)
    redis = {"REDIS_URL": os.environ["REDIS_URL"], "REDIS_PREFIX": uuid.uuid4().hex} if processes > 1 else {}
    site = Site(data, environment(data, DATABASE_URL=database_url(), **redis, **more))
    site.secret, site.application = certified(data) if secret else [], application
    try:
        site.processes = [_start(site, number) for number in range(processes)]
        with _watched(site):
            yield site
    finally:
        shutil.rmtree(data, ignore_errors=True)


def usual_processes() -> int:
    """Two where processes can hear each other, else the one of the embedded default."""
    if connection.vendor == "sqlite":
        return 1
    if not os.environ.get("REDIS_URL"):
        needs.missing("Redis", "Set REDIS_URL, e.g. redis://127.0.0.1:6379/0.")
    return 2


@pytest.fixture
def term(copied_database, tmp_path, monkeypatch):
    """`site, clock = term`: a site whose time, and this test's, goes as the test moves it."""
    clock = Clock(tmp_path / "clock")
    monkeypatch.setattr(timezone, "now", moved(clock.path))
    with serving(1, application="tests.clock:application", MOVED_CLOCK=str(clock.path)) as running:
        yield running, clock


@pytest.fixture
def site(copied_database):
    with serving(usual_processes()) as running:
        yield running
