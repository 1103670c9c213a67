"""Answers and notices cannot be changed, not even from a database shell (CON-2, CON-3)."""

from django.db import migrations

from portal.rows.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("consent", "0001_initial")]
    operations = [AppendOnly("event"), AppendOnly("notice")]
