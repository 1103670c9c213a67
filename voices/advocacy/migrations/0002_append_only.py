"""That a family was asked, and what an office answered, stays as it was written."""

from django.db import migrations

from portal.rows.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("advocacy", "0001_initial")]

    operations = [AppendOnly("Asked"), AppendOnly("Answer")]
