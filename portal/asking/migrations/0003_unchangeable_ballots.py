"""A ballot is laid anew with the others, and never written over."""

from django.db import migrations

from portal.rows.append_only import Unchangeable


class Migration(migrations.Migration):
    dependencies = [("asking", "0002_boxes")]
    operations = [Unchangeable("ballot")]
