"""Talks of supervision and incidents stand as they were noted."""

from django.db import migrations

from portal.rows.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("desk", "0004_records")]
    operations = [AppendOnly("supervision"), AppendOnly("incident")]
