"""A child's own words of assent, and who read along, may be erased; the answer itself stays (PRI-6)."""

from django.db import migrations

from portal.rows.append_only import Emptied


class Migration(migrations.Migration):

    dependencies = [('consent', '0015_entry_child')]

    operations = [Emptied("event", texts=("words", "helper"))]
