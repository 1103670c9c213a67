"""Makes the bucket of private pictures where the store has none; production starts with it."""

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Makes MEDIA_BUCKET if it is not there; does nothing where media lie in a folder."

    def handle(self, **options):
        name = getattr(default_storage, "bucket_name", None)
        if not name:
            self.stdout.write("media lie in a folder; no bucket is needed")
            return
        client = default_storage.connection.meta.client
        try:
            if not _is_there(client, name):
                client.create_bucket(Bucket=name)
                self.stdout.write(f"bucket {name} made")
        except (BotoCoreError, ClientError) as problem:
            raise CommandError(f"MEDIA_BUCKET: {name} cannot be used ({problem})") from None


def _is_there(client, name: str) -> bool:
    try:
        client.head_bucket(Bucket=name)
    except ClientError as problem:
        if problem.response["Error"]["Code"] not in {"404", "NoSuchBucket"}:
            raise
        return False
    return True
