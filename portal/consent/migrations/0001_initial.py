import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='GuardianLink',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('relation', models.CharField(choices=[('mother', 'mother'), ('father', 'father'), ('grandparent', 'grandparent'), ('other', 'another guardian')], max_length=20)),
                ('state', models.CharField(choices=[('waiting', 'papers not seen yet'), ('confirmed', 'papers seen'), ('suspended', 'resting'), ('ended', 'ended')], default='waiting', max_length=10)),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'nothing checked yet'), (1, 'contact confirmed'), (2, 'papers seen at the centre'), (3, 'guardianship confirmed by a second worker')], default=1)),
                ('made_at', models.DateTimeField()),
                ('papers_at', models.DateTimeField(null=True)),
                ('confirmed_at', models.DateTimeField(null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('confirmed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('guardian', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('papers_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': "guardian's link",
                'constraints': [models.UniqueConstraint(fields=('child', 'guardian'), name='one_link_per_pair'), models.CheckConstraint(condition=models.Q(('child', models.F('guardian')), _negated=True), name='nobody_is_their_own_guardian'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'confirmed', 'suspended', 'ended'])), name='known_link_state'), models.CheckConstraint(condition=models.Q(models.Q(('papers_at__isnull', True), ('papers_by__isnull', True)), models.Q(('papers_at__isnull', False), ('papers_by__isnull', False)), _connector='OR'), name='papers_at_with_by'), models.CheckConstraint(condition=models.Q(models.Q(('confirmed_at__isnull', True), ('confirmed_by__isnull', True)), models.Q(('confirmed_at__isnull', False), ('confirmed_by__isnull', False)), _connector='OR'), name='confirmed_at_with_by'), models.CheckConstraint(condition=models.Q(('level__lt', 2), ('papers_at__isnull', False), _connector='OR'), name='papers_before_g2'), models.CheckConstraint(condition=models.Q(('level__lt', 3), ('confirmed_at__isnull', False), _connector='OR'), name='second_worker_before_g3'), models.CheckConstraint(condition=models.Q(('confirmed_by__isnull', True), models.Q(('confirmed_by', models.F('papers_by')), _negated=True), _connector='OR'), name='two_workers_for_g3'), models.CheckConstraint(condition=models.Q(models.Q(('papers_by', models.F('guardian')), _negated=True), models.Q(('confirmed_by', models.F('guardian')), _negated=True)), name='not_ones_own_papers')],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('account', 'a name and a picture here'), ('activity', 'an activity'), ('live', 'a live room'), ('publish', 'showing my words'), ('picture_by_child', 'showing pictures I made'), ('picture_of_child', 'pictures with me in them'), ('advocacy', 'my words in a letter to adults who decide')], max_length=20)),
                ('audience', models.CharField(choices=[('guardian', 'guardians'), ('6-8', 'children from 6 to 8'), ('9-12', 'children from 9 to 12'), ('13-17', 'children from 13 to 17')], max_length=10)),
                ('language', models.CharField(max_length=10)),
                ('version', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('sha256', models.CharField(max_length=64)),
                ('published_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'notice',
                'constraints': [models.UniqueConstraint(fields=('purpose', 'audience', 'language', 'version'), name='one_notice_version'), models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'activity', 'live', 'publish', 'picture_by_child', 'picture_of_child', 'advocacy'])), name='notice_known_purpose'), models.CheckConstraint(condition=models.Q(('audience__in', ['guardian', '6-8', '9-12', '13-17'])), name='notice_known_audience')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('account', 'a name and a picture here'), ('activity', 'an activity'), ('live', 'a live room'), ('publish', 'showing my words'), ('picture_by_child', 'showing pictures I made'), ('picture_of_child', 'pictures with me in them'), ('advocacy', 'my words in a letter to adults who decide')], max_length=20)),
                ('scope', models.CharField(blank=True, max_length=80)),
                ('number', models.PositiveIntegerField()),
                ('role', models.CharField(choices=[('guardian', 'guardian'), ('child', 'child')], max_length=10)),
                ('state', models.CharField(choices=[('given', 'said yes'), ('pending_verification', 'said yes, waiting for the papers'), ('refused', 'said no'), ('withdrawn', 'taken back'), ('expired', 'ran out')], max_length=20)),
                ('language', models.CharField(max_length=10)),
                ('method', models.CharField(choices=[('tap', 'tapped here'), ('papers', 'said here before, counted once the papers were seen'), ('clock', 'ran out by itself')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=300)),
                ('helper', models.CharField(blank=True, max_length=60)),
                ('at', models.DateTimeField()),
                ('expires_at', models.DateTimeField(null=True)),
                ('actor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('child', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('link', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consent.guardianlink')),
                ('notice', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consent.notice')),
            ],
            options={
                'verbose_name': 'answer',
                'indexes': [models.Index(fields=['state', 'expires_at'], name='consent_event_ends')],
                'constraints': [models.UniqueConstraint(fields=('child', 'purpose', 'scope', 'actor', 'number'), name='one_next_answer'), models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'activity', 'live', 'publish', 'picture_by_child', 'picture_of_child', 'advocacy'])), name='event_known_purpose'), models.CheckConstraint(condition=models.Q(('state__in', ['given', 'pending_verification', 'refused', 'withdrawn', 'expired'])), name='event_known_state'), models.CheckConstraint(condition=models.Q(models.Q(('actor', models.F('child')), ('link__isnull', True), ('role', 'child')), models.Q(('link__isnull', False), ('role', 'guardian'), models.Q(('actor', models.F('child')), _negated=True)), _connector='OR'), name='child_or_linked_guardian'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['given', 'pending_verification']), _negated=True), models.Q(('expires_at__isnull', False), ('notice__isnull', False)), _connector='OR'), name='a_yes_read_something_and_ends')],
            },
        ),
        migrations.CreateModel(
            name='Ask',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('purpose', models.CharField(choices=[('account', 'a name and a picture here'), ('activity', 'an activity'), ('live', 'a live room'), ('publish', 'showing my words'), ('picture_by_child', 'showing pictures I made'), ('picture_of_child', 'pictures with me in them'), ('advocacy', 'my words in a letter to adults who decide')], max_length=20)),
                ('scope', models.CharField(blank=True, max_length=80)),
                ('about', models.JSONField(default=dict)),
                ('ends_at', models.DateTimeField(null=True)),
                ('asked_at', models.DateTimeField()),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'question to a family',
                'constraints': [models.UniqueConstraint(fields=('child', 'purpose', 'scope'), name='asked_once'), models.CheckConstraint(condition=models.Q(('purpose__in', ['account', 'activity', 'live', 'publish', 'picture_by_child', 'picture_of_child', 'advocacy'])), name='ask_known_purpose')],
            },
        ),
    ]
