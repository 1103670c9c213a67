"""Fills the embedded database with many rows: `manage.py grow 100000 [--only voices]`."""

import time

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from portal.rows import statistics
from portal.rows.growth import fillers


class Command(BaseCommand):
    help = "Adds rows in bulk, to see how pages and searches bear growth. Embedded only."

    def add_arguments(self, parser):
        parser.add_argument("count", type=int)
        parser.add_argument("--only", choices=sorted(fillers), help="one filler instead of all")

    def handle(self, *, count, only, **options):
        if not settings.EMBEDDED:
            raise CommandError("invented rows never go beside real children's words")
        for name, filler in fillers.items():
            if only in (None, name):
                start = time.monotonic()
                with transaction.atomic():
                    filler(count)
                self.stdout.write(f"{name}: {count} in {time.monotonic() - start:.1f} s")
        statistics.refresh()
