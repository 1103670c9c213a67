"""Fills a fresh site with the demo and tells who can sign in; a site that has people already is left alone."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from portal.accounts.models import User
from portal.pages.management.demo import planting, telling


class Command(BaseCommand):
    help = "Fills a fresh site with invented people, activities and words, and tells how they sign in."

    def add_arguments(self, parser):
        parser.add_argument("--show", action="store_true", help="only tell who can sign in and how")

    def handle(self, *, show=False, **options):
        if not settings.EMBEDDED:
            raise CommandError("The demo is for the embedded site only: demo accounts and real children never meet.")
        now = timezone.now()
        if not show and not User.objects.exists():
            self.stdout.write("planting the demo …")
            self.stdout.flush()
            planting.plant(at=now)
        self.stdout.write(telling.tell(at=now))
