import activities.live.models
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('activities', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Room',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('open', 'open'), ('closed', 'over')], default='open', max_length=10)),
                ('epoch', models.PositiveIntegerField(default=activities.live.models.new_epoch)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='room', to='activities.session')),
            ],
            options={
                'verbose_name': 'live room',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['open', 'closed'])), name='known_state_of_room'), models.CheckConstraint(condition=models.Q(models.Q(('closed_at', None), ('state', 'open')), models.Q(('closed_at__isnull', False), ('state', 'closed')), _connector='OR'), name='closed_room_says_when')],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('place', models.UUIDField()),
                ('adult', models.BooleanField()),
                ('sockets', models.PositiveSmallIntegerField(default=0)),
                ('since', models.DateTimeField()),
                ('until', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='present', to='live.room')),
            ],
            options={
                'verbose_name': 'presence in a room',
                'constraints': [models.UniqueConstraint(fields=('room', 'person', 'place'), name='one_presence_per_place')],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('seq', models.PositiveIntegerField()),
                ('audience', models.CharField(choices=[('all', 'all'), ('adults', 'adults'), ('one', 'one'), ('own', 'own')], max_length=10)),
                ('to', models.UUIDField(null=True)),
                ('event', models.JSONField()),
                ('author', models.UUIDField(null=True)),
                ('client_id', models.CharField(max_length=40, null=True)),
                ('at', models.DateTimeField()),
                ('room', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='log', to='live.room')),
            ],
            options={
                'verbose_name': "entry of a room's log",
                'constraints': [models.UniqueConstraint(fields=('room', 'seq'), name='one_entry_per_number'), models.UniqueConstraint(fields=('room', 'author', 'client_id'), name='one_entry_per_sending'), models.CheckConstraint(condition=models.Q(('seq__gte', 1)), name='entries_count_from_one'), models.CheckConstraint(condition=models.Q(models.Q(('audience__in', ['all', 'adults']), ('to', None)), models.Q(('audience__in', ['one', 'own']), ('to__isnull', False)), _connector='OR'), name='known_audience_of_entry')],
            },
        ),
    ]
