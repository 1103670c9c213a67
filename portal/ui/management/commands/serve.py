"""Starts the embedded site: brings everything up to date, fills a fresh database with the demo, serves on one port."""

import errno
import hashlib
import shutil
import socket
from contextlib import suppress

import uvicorn
from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

from portal.settings.environment import read

ROOM = 200  # MB that database, static files and a few pictures need


class Command(BaseCommand):
    help = "Serves pages and sockets on HOST and PORT, with demo people. Never for real children."
    requires_system_checks = []
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("--prepare", action="store_true", help="bring everything up to date and stop")

    def handle(self, *, prepare, **options):
        if not settings.EMBEDDED:
            raise CommandError("`serve` is the embedded site; production is described in docs/operations.md")
        listening = None if prepare else listen(read("HOST"), read("PORT"))
        try:
            self.bring_up_to_date()
        except (OSError, DatabaseError) as problem:
            raise CommandError(f"DATA_DIR: {settings.DATA_DIR} cannot be used ({problem})") from None
        connections.close_all()
        if listening:
            self.tell(self.style.SUCCESS(f"\nTongyan is at {address()}  (stop with Ctrl+C)\n"))
            run(listening)

    def tell(self, text):
        self.stdout.write(text)
        self.stdout.flush()  # at once, into a pipe too: the first start takes a while and should not look dead

    def bring_up_to_date(self):
        free = shutil.disk_usage(settings.DATA_DIR).free // 1_000_000
        if free < ROOM:
            raise CommandError(f"DATA_DIR: only {free} MB are free at {settings.DATA_DIR}; {ROOM} MB are needed")
        call_command("catalogues", verbosity=0, stderr=_Nobody())
        if pending_migrations():
            self.tell("making the database …")
            call_command("migrate", verbosity=0, interactive=False)
        self.collect()
        if "seed" in get_commands():
            # `seed` tells who can sign in and how; a database with people in it only tells.
            call_command("seed", stdout=self.stdout, **({} if is_fresh() else {"show": True}))

    def collect(self):
        mark = settings.DATA_DIR / "static.mark"
        now = fingerprint()
        if mark.exists() and mark.read_text() == now:
            return
        self.tell("naming static files …")
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        mark.write_text(now)


class _Nobody:
    def write(self, *args):
        """Words without translation are the business of `make check`."""


def listen(host: str, port: int) -> socket.socket:
    """Takes the port before anything else is done, so that a taken one is told at once."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listening = socket.socket(family, kind, protocol)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(where)
        listening.listen(128)
    except socket.gaierror:
        raise CommandError(f"HOST: {host} is no address of this machine") from None
    except (OSError, OverflowError) as problem:
        if getattr(problem, "errno", None) == errno.EADDRINUSE:
            raise CommandError(f"PORT: {port} is taken; choose another, e.g. make run PORT={port + 1}") from None
        if getattr(problem, "errno", None) == errno.EADDRNOTAVAIL:
            raise CommandError(f"HOST: {host} is no address of this machine") from None
        reason = getattr(problem, "strerror", None) or problem
        raise CommandError(f"PORT: cannot listen on {host}:{port} ({reason})") from None
    return listening


def address() -> str:
    host = read("HOST")
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 (shown, not listened on)
    return f"http://{f'[{shown}]' if ':' in shown else shown}:{read('PORT')}/"


def run(listening: socket.socket) -> None:
    config = uvicorn.Config(
        "portal.asgi:application",
        ws="websockets-sansio",
        log_level="warning",
        access_log=False,  # a path may hold a card's token
        log_config=None,
        timeout_graceful_shutdown=3,
    )
    with suppress(KeyboardInterrupt):
        uvicorn.Server(config).run(sockets=[listening])


def pending_migrations() -> bool:
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def is_fresh() -> bool:
    return not get_user_model().objects.exists()


def fingerprint() -> str:
    """Changes when a static file of ours or a locked version does."""
    digest = hashlib.sha256((settings.ROOT / "requirements.lock").read_bytes())
    for path in sorted((settings.ROOT / "static").rglob("*")):
        found = path.stat()
        digest.update(f"{path}{found.st_size}{found.st_mtime_ns}".encode())
    return digest.hexdigest()
