"""What a child said to one live session, each answer for good (CON-10)."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from portal.rows.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0008_receipts'),
        ('live', '0003_held_for_care'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assent',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('yes', models.BooleanField()),
                ('at', models.DateTimeField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consent.notice')),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='live.room')),
            ],
            options={
                'verbose_name': "a child's yes or no to one live session",
                'constraints': [models.UniqueConstraint(fields=('room', 'child', 'number'), name='one_next_assent'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='assents_count_from_one')],
            },
        ),
        AppendOnly("assent"),
    ]
