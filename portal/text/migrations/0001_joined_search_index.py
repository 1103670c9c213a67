"""Wagtail asks PostgreSQL for `title || body`, but indexes the two apart, so each search would read its whole table."""

from django.db import migrations


class OnPostgres(migrations.RunSQL):
    """Nothing to do on SQLite, whose text index holds all columns together."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if schema_editor.connection.vendor == "postgresql":
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class Migration(migrations.Migration):
    dependencies = [("wagtailsearch", "0006_customise_indexentry")]
    operations = [
        OnPostgres(
            "CREATE INDEX wagtailsearch_indexentry_joined ON wagtailsearch_indexentry USING gin ((title || body))",
            "DROP INDEX wagtailsearch_indexentry_joined",
        )
    ]
