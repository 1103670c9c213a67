import django.db.models.deletion
import functools
import uuid
import voices.models.voice
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('moderation', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Voice',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('client_key', models.UUIDField(default=uuid.uuid4)),
                ('kind', models.CharField(choices=[('story', 'story'), ('opinion', 'opinion')], default='story', max_length=10)),
                ('begun_at', models.DateTimeField()),
                ('wanted_out_at', models.DateTimeField(null=True)),
                ('taken_back_at', models.DateTimeField(null=True)),
                ('showing', models.BooleanField(default=False)),
                ('released_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.case')),
                ('helper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'voice',
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(blank=True, max_length=400)),
                ('body', models.TextField(blank=True)),
                ('alt', models.CharField(blank=True, max_length=1200)),
                ('age_years', models.PositiveSmallIntegerField(null=True)),
                ('gender', models.CharField(blank=True, choices=[('girl', 'girl'), ('boy', 'boy')], max_length=5)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'revision',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('large', models.FileField(max_length=120, upload_to=functools.partial(voices.models.voice.picture_name, *(), **{'size': '2048'}))),
                ('small', models.FileField(max_length=120, upload_to=functools.partial(voices.models.voice.picture_name, *(), **{'size': '800'}))),
                ('width', models.PositiveIntegerField()),
                ('height', models.PositiveIntegerField()),
                ('digest', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='voices.voice')),
            ],
            options={
                'verbose_name': 'picture',
            },
        ),
        migrations.AddField(
            model_name='voice',
            name='wanted',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.revision'),
        ),
        migrations.AddField(
            model_name='revision',
            name='picture',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.picture'),
        ),
        migrations.AddField(
            model_name='revision',
            name='voice',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='voices.voice'),
        ),
        migrations.CreateModel(
            name='Release',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='voices.voice')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='releases', to='voices.revision')),
            ],
            options={
                'verbose_name': 'release',
            },
        ),
        migrations.CreateModel(
            name='SearchDoc',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('words', models.TextField()),
                ('at', models.DateTimeField()),
                ('voice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_doc', to='voices.voice')),
            ],
            options={
                'verbose_name': 'search entry',
            },
        ),
        migrations.CreateModel(
            name='Withdrawal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('cause', models.CharField(choices=[('child', 'the child took it back'), ('consent', 'a permission ended'), ('judged', 'it is being looked at again')], max_length=10)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('release', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='withdrawal', to='voices.release')),
            ],
            options={
                'verbose_name': 'withdrawal',
                'constraints': [models.CheckConstraint(condition=models.Q(('cause__in', ['child', 'consent', 'judged'])), name='voices_known_cause')],
            },
        ),
        migrations.CreateModel(
            name='Draft',
            fields=[
                ('voice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='draft', serialize=False, to='voices.voice')),
                ('title', models.CharField(blank=True, max_length=400)),
                ('body', models.TextField(blank=True)),
                ('alt', models.CharField(blank=True, max_length=1200)),
                ('no_faces', models.BooleanField(default=False)),
                ('gender', models.CharField(blank=True, choices=[('girl', 'girl'), ('boy', 'boy')], max_length=5)),
                ('saved_at', models.DateTimeField()),
                ('picture', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='voices.picture')),
            ],
            options={
                'verbose_name': 'draft',
            },
        ),
        migrations.AddIndex(
            model_name='voice',
            index=models.Index(condition=models.Q(('showing', True)), fields=['-released_at'], name='voices_on_the_wall'),
        ),
        migrations.AddIndex(
            model_name='voice',
            index=models.Index(fields=['author', '-begun_at'], name='voices_of_a_child'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.UniqueConstraint(fields=('author', 'client_key'), name='voices_sent_once'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['story', 'opinion'])), name='voices_known_kind'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('wanted__isnull', True), ('wanted_out_at__isnull', True)), models.Q(('taken_back_at__isnull', True), ('wanted__isnull', False), ('wanted_out_at__isnull', False)), _connector='OR'), name='voices_wanted_whole'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.CheckConstraint(condition=models.Q(('showing', False), models.Q(('case__isnull', False), ('released_at__isnull', False), ('wanted__isnull', False)), _connector='OR'), name='voices_showing_is_wanted'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.UniqueConstraint(fields=('voice', 'number'), name='voices_revision_numbers'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('body', ''), ('picture__isnull', True), _negated=True), name='voices_says_something'),
        ),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('alt', ''), ('picture__isnull', False), _connector='OR'), name='voices_alt_has_picture'),
        ),
    ]
