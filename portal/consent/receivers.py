"""After a migration, the notices that ship with the code are published."""

from django.db import connection
from django.utils import timezone

from portal.consent.actions import load_notices
from portal.consent.models import Notice


def publish_shipped(**_kwargs) -> None:
    """Nothing to do while the tables are on their way out."""
    if Notice._meta.db_table in connection.introspection.table_names():
        load_notices(at=timezone.now())
