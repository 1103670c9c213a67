"""What a group agreed to stays as it was agreed to."""

from django.db import migrations

from portal.rows.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("activities", "0007_contracts")]
    operations = [AppendOnly("contract")]
