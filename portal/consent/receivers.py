"""After a migration, the notices and assessments that ship with the code are entered, and who answers for them."""

from django.db import connection
from django.utils import timezone

from portal.consent.actions import load_assessments, load_notices, name_controller
from portal.consent.models import Assessment, Notice


def publish_shipped(**_kwargs) -> None:
    """Nothing to do while the tables are on their way out."""
    tables = connection.introspection.table_names()
    if Notice._meta.db_table in tables and Assessment._meta.db_table in tables:
        load_notices(at=timezone.now())
        load_assessments(at=timezone.now())
        name_controller(at=timezone.now())
