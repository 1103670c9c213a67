"""Which message of a room became which case of the safeguarding lead; once, and for good."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

from portal.rows.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('live', '0002_append_only'),
        ('moderation', '0003_taken_care_of'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeldForCare',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.case')),
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='live.entry')),
            ],
            options={
                'verbose_name': 'words kept for the safeguarding lead',
            },
        ),
        AppendOnly("heldforcare"),
    ]
