"""Wagtail asks PostgreSQL for `title || body`, but indexes the two apart, so each search would read its whole table."""

from django.db import migrations

INDEX = "wagtailsearch_indexentry_joined"


def add(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        table = apps.get_model("wagtailsearch", "IndexEntry")._meta.db_table
        schema_editor.execute(f"CREATE INDEX {INDEX} ON {table} USING gin ((title || body))")


def drop(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("wagtailsearch", "0006_customise_indexentry")]
    operations = [migrations.RunPython(add, drop)]
