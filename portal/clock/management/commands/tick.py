"""Runs every due job once: `manage.py tick [--at 2026-11-23T10:00:00+08:00]`."""

from datetime import datetime

from django.core.management.base import BaseCommand
from django.utils import timezone

from portal.clock import actions


class Command(BaseCommand):
    help = "Runs every due job once."

    def add_arguments(self, parser):
        parser.add_argument("--at", type=datetime.fromisoformat, help="pretend it is this time (ISO 8601, with zone)")

    def handle(self, *, at=None, **options):
        ran = actions.tick(at=at or timezone.now())
        self.stdout.write(", ".join(ran) or "nothing due")
