"""A decision and a note cannot be changed, not even from a database shell (MOD-18)."""

from django.db import migrations

from portal.rows.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_initial")]
    operations = [AppendOnly("decision"), AppendOnly("note")]
