"""Compiles the Chinese words and says what is missing: `manage.py catalogues [--update [PART …]] [--check]`."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.text import catalogues


class Command(BaseCommand):
    help = "Compiles locale/<part>/zh_Hans and reports what has no translation."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument(
            "--update",
            nargs="*",
            choices=catalogues.LABELS,
            metavar="PART",
            help="first write missing words into the .po of these parts (of all when none is named)",
        )
        parser.add_argument("--check", action="store_true", help="end with an error when something is missing")

    def handle(self, *, update, check, **options):
        root = settings.ROOT
        if update is not None:
            catalogues.update(root, update or catalogues.LABELS)
        catalogues.compile_all(root)
        found = catalogues.lacks(root)
        for lack in found:
            self.stderr.write(str(lack))
        if options["verbosity"]:
            self.stdout.write("every word has its translation" if not found else f"{len(found)} without translation")
        if check and found:
            sys.exit(1)
