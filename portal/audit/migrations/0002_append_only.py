"""The record cannot be changed, not even from a database shell."""

from django.db import migrations

from portal.rows.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [AppendOnly("line"), AppendOnly("seal")]
