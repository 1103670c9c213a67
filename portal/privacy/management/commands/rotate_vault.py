"""Seals everything anew with the first of VAULT_KEYS: `manage.py rotate_vault [--dry]`."""

from django.core.management.base import BaseCommand

from portal.privacy import actions


class Command(BaseCommand):
    help = "Seals with the first of VAULT_KEYS what older keys sealed; afterwards the older keys may leave the list."

    def add_arguments(self, parser):
        parser.add_argument("--dry", action="store_true", help="only count what older keys still seal")

    def handle(self, *, dry, **options):
        found = actions.rotate(dry=dry)
        for name, number in found.items():
            self.stdout.write(f"{name}: {number}")
        left = sum((found if dry else actions.rotate(dry=True)).values())
        self.stdout.write("only the first key is in use" if not left else f"{left} still need an older key")
