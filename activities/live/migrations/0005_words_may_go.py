"""What a child said in a room, and the name it was said under, may be erased; the entry itself stays (PRI-6)."""

from django.db import migrations

from portal.rows.append_only import Emptied


class Migration(migrations.Migration):

    dependencies = [('live', '0004_assent')]

    operations = [Emptied("entry", json="event", paths=("text", "by.name", "who.name"))]
