"""Runs every due job: `manage.py tick [--at 2026-11-23T10:00:00+08:00]` once, `manage.py tick --every 15` for ever."""

import time
from datetime import datetime

from django.core.management.base import BaseCommand
from django.db import connections
from django.utils import timezone

from portal.clock import actions


class Command(BaseCommand):
    help = "Runs every due job, once or every so many seconds."

    def add_arguments(self, parser):
        parser.add_argument("--every", type=float, metavar="SECONDS", help="go on until stopped")
        parser.add_argument("--at", type=datetime.fromisoformat, help="pretend it is this time (ISO 8601, with zone)")

    def handle(self, *, at=None, every=None, **options):
        while every:
            # A database that is away stops this with a fault; whoever started it starts it again.
            actions.tick(at=timezone.now())
            connections.close_all()
            time.sleep(every)
        ran = actions.tick(at=at or timezone.now())
        self.stdout.write(", ".join(ran) or "nothing due")
