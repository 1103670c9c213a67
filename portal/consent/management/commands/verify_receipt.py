"""Says whether a receipt is one of ours and unchanged: `manage.py verify_receipt FILE` with FILE.sig beside it."""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.consent.content.canonical import canonical, parse
from portal.consent.content.signing import SignatureError, public_keys, verify


class Command(BaseCommand):
    help = "Checks a receipt against its signature; spaces and the order of keys do not matter."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument("--signature", type=Path, help="the signature; FILE.sig when not said")
        parser.add_argument("--keys", type=Path, help="published keys, as at /.well-known/tongyan-receipt-keys.json")

    def handle(self, *, file: Path, signature: Path | None = None, keys: Path | None = None, **options):
        beside = signature or file.with_name(file.name + ".sig")
        receipt, signed = _read(file), _read(beside)
        published = _read(keys) if keys else public_keys()
        try:
            key = verify(canonical(receipt), signed, published)
        except SignatureError as problem:
            raise CommandError(f"{file}: {problem}") from None
        self.stdout.write(f"good: receipt {receipt.get('receipt_id', '?')}, signed with the key {key}")


def _read(path: Path) -> dict:
    try:
        found = parse(path.read_bytes())
    except (OSError, ValueError) as problem:
        raise CommandError(f"{path}: {problem}") from None
    if not isinstance(found, dict):
        raise CommandError(f"{path}: this is no receipt")
    return found
