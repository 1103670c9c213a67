"""Words that were sent, and what went out or came back, cannot be changed; released words are found by pairs."""

from django.db import migrations

from portal.rows.append_only import Unchangeable
from portal.text.index import PairsIndex


class Migration(migrations.Migration):
    dependencies = [("voices", "0001_initial")]
    operations = [
        Unchangeable("revision"),
        Unchangeable("release"),
        Unchangeable("withdrawal"),
        PairsIndex("searchdoc"),
    ]
