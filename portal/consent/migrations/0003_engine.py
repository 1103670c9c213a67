"""What the engine keeps beside an answer, and the triggers again: SQLite lost them with each table made anew."""

import django.db.models.deletion
import portal.rows.append_only
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('consent', '0002_append_only'),
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Assessment',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('account', 'a name and a picture here'), ('activity', 'an activity'), ('live', 'a live room'), ('publish', 'showing my words'), ('picture_by_child', 'showing pictures I made'), ('picture_of_child', 'pictures with me in them'), ('advocacy', 'my words in a letter to adults who decide'), ('club', 'a club'), ('live_audio', 'speaking in a live room'), ('live_video', 'being seen in a live room'), ('recording', 'keeping a recording of a live room'), ('voice_of_child', 'recordings with my voice in them'), ('publish_first_name', 'my real first name beside my words'), ('follow_up', 'being asked again later'), ('research', 'my answers in a study'), ('abroad', 'my words in another country')], max_length=20)),
                ('number', models.PositiveIntegerField()),
                ('rule_version', models.PositiveSmallIntegerField()),
                ('verdict', models.CharField(choices=[('go', 'may be asked for'), ('stop', 'may not be asked for')], max_length=10)),
                ('decided_on', models.DateField()),
                ('paper', models.CharField(max_length=120)),
                ('kept_until', models.DateField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'impact assessment',
                'constraints': [models.UniqueConstraint(fields=('purpose', 'number'), name='one_next_assessment'), models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'activity', 'live', 'publish', 'picture_by_child', 'picture_of_child', 'advocacy', 'club', 'live_audio', 'live_video', 'recording', 'voice_of_child', 'publish_first_name', 'follow_up', 'research', 'abroad'])), name='assessment_known_purpose'), models.CheckConstraint(condition=models.Q(('verdict__in', ['go', 'stop'])), name='assessment_known_verdict'), models.CheckConstraint(condition=models.Q(('kept_until__gt', models.F('decided_on'))), name='assessment_is_kept')],
            },
        ),
        migrations.CreateModel(
            name='Home',
            fields=[
                ('child', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('since', models.DateTimeField()),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
            ],
            options={
                'verbose_name': "family's office",
            },
        ),
        migrations.CreateModel(
            name='Mediation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('account', 'a name and a picture here'), ('activity', 'an activity'), ('live', 'a live room'), ('publish', 'showing my words'), ('picture_by_child', 'showing pictures I made'), ('picture_of_child', 'pictures with me in them'), ('advocacy', 'my words in a letter to adults who decide'), ('club', 'a club'), ('live_audio', 'speaking in a live room'), ('live_video', 'being seen in a live room'), ('recording', 'keeping a recording of a live room'), ('voice_of_child', 'recordings with my voice in them'), ('publish_first_name', 'my real first name beside my words'), ('follow_up', 'being asked again later'), ('research', 'my answers in a study'), ('abroad', 'my words in another country')], max_length=20)),
                ('scope', models.CharField(blank=True, max_length=80)),
                ('opened_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'difference between guardians',
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at__isnull', True)), fields=('child', 'purpose', 'scope'), name='one_open_mediation'), models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'activity', 'live', 'publish', 'picture_by_child', 'picture_of_child', 'advocacy', 'club', 'live_audio', 'live_video', 'recording', 'voice_of_child', 'publish_first_name', 'follow_up', 'research', 'abroad'])), name='mediation_known_purpose'), models.CheckConstraint(condition=models.Q(('closed_by__isnull', True), ('closed_at__isnull', False), _connector='OR'), name='mediation_closed_by_with_at')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='ask',
            name='ask_known_purpose',
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='event_known_purpose',
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='event_known_state',
        ),
        migrations.RemoveConstraint(
            model_name='event',
            name='a_yes_read_something_and_ends',
        ),
        migrations.RemoveConstraint(
            model_name='guardianlink',
            name='known_link_state',
        ),
        migrations.RemoveConstraint(
            model_name='notice',
            name='notice_known_purpose',
        ),
        migrations.AddField(
            model_name='event',
            name='confirmed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='event',
            name='entered_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='event',
            name='evidence',
            field=models.CharField(blank=True, max_length=60),
        ),
        migrations.AddField(
            model_name='event',
            name='reason',
            field=models.CharField(blank=True, choices=[('court', 'a court or an office decided so'), ('safety', 'to keep the child safe'), ('error', 'a mistake of ours'), ('moved', 'moved away, or no longer looks after the child'), ('grown', 'the child has grown up'), ('dispute', 'it is not sure who may speak for the child'), ('birthday', 'a birthday after which the child is asked anew'), ('notice', 'what one said yes to has changed'), ('lifted', "a no was lifted by nobody's yes")], max_length=10),
        ),
        migrations.AddField(
            model_name='guardianlink',
            name='authority',
            field=models.CharField(choices=[('full', 'speaks for the child'), ('activities', 'speaks for the child about activities only'), ('none', 'collects the child and says nothing for them')], default='full', max_length=10),
        ),
        migrations.AddField(
            model_name='guardianlink',
            name='disputed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='guardianlink',
            name='disputed_by',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='guardianlink',
            name='ended_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='guardianlink',
            name='ended_code',
            field=models.CharField(blank=True, choices=[('court', 'a court or an office decided so'), ('safety', 'to keep the child safe'), ('error', 'a mistake of ours'), ('moved', 'moved away, or no longer looks after the child'), ('grown', 'the child has grown up'), ('dispute', 'it is not sure who may speak for the child'), ('birthday', 'a birthday after which the child is asked anew'), ('notice', 'what one said yes to has changed'), ('lifted', "a no was lifted by nobody's yes")], max_length=10),
        ),
        migrations.AddField(
            model_name='notice',
            name='material',
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name='notice',
            name='renew_by',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='ask',
            name='purpose',
            field=models.CharField(choices=[('account', 'a name and a picture here'), ('activity', 'an activity'), ('live', 'a live room'), ('publish', 'showing my words'), ('picture_by_child', 'showing pictures I made'), ('picture_of_child', 'pictures with me in them'), ('advocacy', 'my words in a letter to adults who decide'), ('club', 'a club'), ('live_audio', 'speaking in a live room'), ('live_video', 'being seen in a live room'), ('recording', 'keeping a recording of a live room'), ('voice_of_child', 'recordings with my voice in them'), ('publish_first_name', 'my real first name beside my words'), ('follow_up', 'being asked again later'), ('research', 'my answers in a study'), ('abroad', 'my words in another country')], max_length=20),
        ),
        migrations.AlterField(
            model_name='event',
            name='method',
            field=models.CharField(choices=[('tap', 'tapped here'), ('papers', 'said here before, counted once the papers were seen'), ('clock', 'ended by itself'), ('desk', 'ended or brought back at the centre'), ('paper', 'signed on paper'), ('spoken', 'said to a worker'), ('picture', 'drawn by the child'), ('heard', 'said by the child to a worker')], max_length=10),
        ),
        migrations.AlterField(
            model_name='event',
            name='purpose',
            field=models.CharField(choices=[('account', 'a name and a picture here'), ('activity', 'an activity'), ('live', 'a live room'), ('publish', 'showing my words'), ('picture_by_child', 'showing pictures I made'), ('picture_of_child', 'pictures with me in them'), ('advocacy', 'my words in a letter to adults who decide'), ('club', 'a club'), ('live_audio', 'speaking in a live room'), ('live_video', 'being seen in a live room'), ('recording', 'keeping a recording of a live room'), ('voice_of_child', 'recordings with my voice in them'), ('publish_first_name', 'my real first name beside my words'), ('follow_up', 'being asked again later'), ('research', 'my answers in a study'), ('abroad', 'my words in another country')], max_length=20),
        ),
        migrations.AlterField(
            model_name='event',
            name='state',
            field=models.CharField(choices=[('given', 'said yes'), ('renewed', 'said yes again'), ('pending_verification', 'said yes, waiting for the papers'), ('refused', 'said no'), ('withdrawn', 'taken back'), ('expired', 'ran out'), ('renewal_needed', 'asked anew'), ('revoked', 'no longer theirs to say')], max_length=20),
        ),
        migrations.AlterField(
            model_name='guardianlink',
            name='state',
            field=models.CharField(choices=[('waiting', 'papers not seen yet'), ('confirmed', 'papers seen'), ('suspended', 'resting'), ('disputed', 'disputed'), ('ended', 'ended')], default='waiting', max_length=10),
        ),
        migrations.AlterField(
            model_name='notice',
            name='purpose',
            field=models.CharField(choices=[('account', 'a name and a picture here'), ('activity', 'an activity'), ('live', 'a live room'), ('publish', 'showing my words'), ('picture_by_child', 'showing pictures I made'), ('picture_of_child', 'pictures with me in them'), ('advocacy', 'my words in a letter to adults who decide'), ('club', 'a club'), ('live_audio', 'speaking in a live room'), ('live_video', 'being seen in a live room'), ('recording', 'keeping a recording of a live room'), ('voice_of_child', 'recordings with my voice in them'), ('publish_first_name', 'my real first name beside my words'), ('follow_up', 'being asked again later'), ('research', 'my answers in a study'), ('abroad', 'my words in another country')], max_length=20),
        ),
        migrations.AddConstraint(
            model_name='ask',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'activity', 'live', 'publish', 'picture_by_child', 'picture_of_child', 'advocacy', 'club', 'live_audio', 'live_video', 'recording', 'voice_of_child', 'publish_first_name', 'follow_up', 'research', 'abroad'])), name='ask_known_purpose'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'activity', 'live', 'publish', 'picture_by_child', 'picture_of_child', 'advocacy', 'club', 'live_audio', 'live_video', 'recording', 'voice_of_child', 'publish_first_name', 'follow_up', 'research', 'abroad'])), name='event_known_purpose'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['given', 'renewed', 'pending_verification', 'refused', 'withdrawn', 'expired', 'renewal_needed', 'revoked'])), name='event_known_state'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['given', 'renewed', 'pending_verification']), _negated=True), models.Q(('expires_at__isnull', False), ('notice__isnull', False)), _connector='OR'), name='a_yes_read_something_and_ends'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('method__in', ['tap', 'papers', 'clock', 'desk', 'paper', 'spoken', 'picture', 'heard'])), name='event_known_method'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('reason__in', ['', 'court', 'safety', 'error', 'moved', 'grown', 'dispute', 'birthday', 'notice', 'lifted'])), name='event_known_reason'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), models.Q(('state__in', ['given', 'refused', 'renewed', 'withdrawn', 'pending_verification']), _negated=True), _connector='OR'), name='no_reason_is_asked'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('method__in', ['heard', 'paper', 'picture', 'spoken']), _negated=True), models.Q(('entered_by__isnull', False), models.Q(('evidence', ''), _negated=True)), _connector='OR'), name='by_hand_has_its_evidence'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('method__in', ['heard', 'paper', 'picture', 'spoken']), ('state__in', ['given', 'renewed']), _negated=True), ('confirmed_by__isnull', False), _connector='OR'), name='a_yes_by_hand_has_two_workers'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('entered_by__isnull', True), models.Q(models.Q(('entered_by', models.F('actor')), _negated=True), models.Q(('entered_by', models.F('child')), _negated=True)), _connector='OR'), name='nobody_enters_their_own'),
        ),
        migrations.AddConstraint(
            model_name='event',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(models.Q(('confirmed_by', models.F('actor')), _negated=True), models.Q(('confirmed_by', models.F('child')), _negated=True), models.Q(('confirmed_by', models.F('entered_by')), _negated=True)), _connector='OR'), name='another_worker_confirms'),
        ),
        migrations.AddConstraint(
            model_name='guardianlink',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'confirmed', 'suspended', 'disputed', 'ended'])), name='known_link_state'),
        ),
        migrations.AddConstraint(
            model_name='guardianlink',
            constraint=models.CheckConstraint(condition=models.Q(('authority__in', ['full', 'activities', 'none'])), name='known_authority'),
        ),
        migrations.AddConstraint(
            model_name='guardianlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('disputed_at__isnull', True), ('disputed_by__isnull', True)), models.Q(('disputed_at__isnull', False), ('disputed_by__isnull', False)), _connector='OR'), name='disputed_at_with_by'),
        ),
        migrations.AddConstraint(
            model_name='guardianlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'disputed'), _negated=True), ('disputed_at__isnull', False), _connector='OR'), name='somebody_disputes'),
        ),
        migrations.AddConstraint(
            model_name='guardianlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at__isnull', False), ('ended_code__in', ['court', 'safety', 'error', 'moved', 'grown', 'dispute', 'birthday', 'notice', 'lifted']), ('state', 'ended')), models.Q(models.Q(('state', 'ended'), _negated=True), ('ended_at__isnull', True), ('ended_code', '')), _connector='OR'), name='an_end_has_its_time_and_code'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'activity', 'live', 'publish', 'picture_by_child', 'picture_of_child', 'advocacy', 'club', 'live_audio', 'live_video', 'recording', 'voice_of_child', 'publish_first_name', 'follow_up', 'research', 'abroad'])), name='notice_known_purpose'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('material', False), ('renew_by__isnull', True)), models.Q(('material', True), ('renew_by__gte', models.F('published_at')), ('renew_by__isnull', False)), _connector='OR'), name='a_material_change_has_its_day'),
        ),
        portal.rows.append_only.AppendOnly(
            model_name='event',
        ),
        portal.rows.append_only.AppendOnly(
            model_name='notice',
        ),
        portal.rows.append_only.AppendOnly(
            model_name='assessment',
        ),
    ]
