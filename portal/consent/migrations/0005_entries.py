"""A yes on paper, while it waits for a second worker."""

import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0004_desk'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('account', 'a name and a picture here'), ('activity', 'an activity'), ('live', 'a live room'), ('publish', 'showing my words'), ('picture_by_child', 'showing pictures I made'), ('picture_of_child', 'pictures with me in them'), ('advocacy', 'my words in a letter to adults who decide'), ('club', 'a club'), ('live_audio', 'speaking in a live room'), ('live_video', 'being seen in a live room'), ('recording', 'keeping a recording of a live room'), ('voice_of_child', 'recordings with my voice in them'), ('publish_first_name', 'my real first name beside my words'), ('follow_up', 'being asked again later'), ('research', 'my answers in a study'), ('abroad', 'my words in another country')], max_length=20)),
                ('scope', models.CharField(blank=True, max_length=80)),
                ('method', models.CharField(choices=[('tap', 'tapped here'), ('papers', 'said here before, counted once the papers were seen'), ('clock', 'ended by itself'), ('desk', 'ended or brought back at the centre'), ('paper', 'signed on paper'), ('spoken', 'said to a worker'), ('picture', 'drawn by the child'), ('heard', 'said by the child to a worker')], max_length=10)),
                ('evidence', models.CharField(max_length=60)),
                ('after', models.PositiveIntegerField()),
                ('entered_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('entered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('event', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consent.event')),
                ('link', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consent.guardianlink')),
                ('notice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consent.notice')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'yes that waits for a second worker',
                'constraints': [models.UniqueConstraint(condition=models.Q(('settled_at__isnull', True)), fields=('link', 'purpose', 'scope'), name='one_open_entry'), models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'activity', 'live', 'publish', 'picture_by_child', 'picture_of_child', 'advocacy', 'club', 'live_audio', 'live_video', 'recording', 'voice_of_child', 'publish_first_name', 'follow_up', 'research', 'abroad'])), name='entry_known_purpose'), models.CheckConstraint(condition=models.Q(('method__in', ['paper', 'spoken'])), name='entry_by_hand'), models.CheckConstraint(condition=models.Q(('evidence', ''), _negated=True), name='entry_has_its_evidence'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='settled_at_with_by'), models.CheckConstraint(condition=models.Q(('event__isnull', True), models.Q(('settled_by__isnull', False), models.Q(('settled_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='another_worker_makes_it_count')],
            },
        ),
    ]
