"""Rules stand as they were written, or are emptied; a line of money is taken back by another, never changed."""

from django.db import migrations

from portal.rows.append_only import AppendOnly, Emptied


class Migration(migrations.Migration):
    dependencies = [("councils", "0002_writing")]
    operations = [AppendOnly("money"), AppendOnly("rules"), Emptied("rules", texts=("lines",))]
