import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('directory', '0001_initial'),
        ('voices', '0002_unchangeable'),
    ]

    operations = [
        migrations.CreateModel(
            name='Campaign',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=60, verbose_name='what it is about')),
                ('title_en', models.CharField(max_length=120, verbose_name='what it is about, in English')),
                ('opened_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField(verbose_name='asked until')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
                ('opened_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office', verbose_name='who receives it')),
            ],
            options={
                'verbose_name': 'campaign',
                'ordering': ['-opened_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('opened_at__lt', models.F('ends_at'))), name='campaign_ends_after_it_opens'), models.CheckConstraint(condition=models.Q(('office', models.F('recipient')), _negated=True), name='campaign_goes_to_another_office')],
            },
        ),
        migrations.CreateModel(
            name='Brief',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('subtitle', models.CharField(max_length=80, verbose_name='official title')),
                ('subtitle_en', models.CharField(max_length=160, verbose_name='official title, in English')),
                ('method', models.TextField(max_length=800, verbose_name='how we asked: when, where, who helped, what we do not know')),
                ('method_en', models.TextField(max_length=1200, verbose_name='how we asked, in English')),
                ('state', models.CharField(choices=[('draft', 'being put together'), ('released', 'out in public'), ('withdrawn', 'taken off')], default='draft', editable=False, max_length=10)),
                ('made_at', models.DateTimeField()),
                ('released_at', models.DateTimeField(null=True)),
                ('withdrawn_at', models.DateTimeField(null=True)),
                ('attention_at', models.DateTimeField(null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('released_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('withdrawn_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='briefs', to='advocacy.campaign')),
            ],
            options={
                'verbose_name': 'brief',
                'ordering': ['-made_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'released', 'withdrawn'])), name='known_state_of_brief'), models.CheckConstraint(condition=models.Q(models.Q(('released_at', None), ('released_by', None), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), ('released_at__isnull', False), ('released_by__isnull', False)), _connector='OR'), name='brief_released_at_and_by'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('withdrawn_at', None), ('withdrawn_by', None)), _connector='OR'), name='brief_withdrawn_at_and_by'), models.CheckConstraint(condition=models.Q(('released_by', None), models.Q(('released_by', models.F('made_by')), _negated=True), _connector='OR'), name='brief_released_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Asked',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.voice')),
                ('campaign', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='asked', to='advocacy.campaign')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('campaign', 'voice'), name='one_ask_per_voice_and_campaign')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('sent_at', models.DateTimeField()),
                ('due_at', models.DateTimeField()),
                ('brief', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='delivery', to='advocacy.brief')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
                ('sent_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'delivery',
                'indexes': [models.Index(fields=['-sent_at'], name='advocacy_echoes')],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__lt', models.F('due_at'))), name='due_after_sent')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('outcome', models.CharField(choices=[('adopted', 'Yes, we do it'), ('partly', 'We do a part of it'), ('not_now', 'Not now')], max_length=10, verbose_name='decision')),
                ('reason', models.CharField(max_length=60, verbose_name='why, in plain words a child understands')),
                ('reason_en', models.CharField(blank=True, max_length=120, verbose_name='why, in English')),
                ('next_on', models.DateField(blank=True, null=True, verbose_name='next news on')),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='answers', to='advocacy.delivery')),
            ],
            options={
                'verbose_name': 'answer of an office',
                'ordering': ['at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['adopted', 'partly', 'not_now'])), name='known_outcome'), models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='no_outcome_without_reason')],
            },
        ),
        migrations.CreateModel(
            name='Quote',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('text', models.TextField()),
                ('is_title', models.BooleanField(default=False)),
                ('age_years', models.PositiveSmallIntegerField(null=True)),
                ('gender', models.CharField(blank=True, choices=[('girl', 'girl'), ('boy', 'boy')], max_length=5)),
                ('decisions', models.JSONField()),
                ('consents', models.JSONField()),
                ('made_at', models.DateTimeField()),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='quotes', to='advocacy.brief')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.revision')),
                ('voice', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='voices.voice')),
            ],
            options={
                'verbose_name': 'quote',
                'ordering': ['-is_title', 'made_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('end__gt', models.F('start'))), name='quote_is_a_slice'), models.CheckConstraint(condition=models.Q(('text', ''), _negated=True), name='quote_has_words'), models.CheckConstraint(condition=models.Q(models.Q(('decisions', []), _negated=True), models.Q(('consents', []), _negated=True)), name='quote_has_its_chain'), models.UniqueConstraint(fields=('brief', 'revision', 'start', 'end'), name='quoted_once_in_a_brief'), models.UniqueConstraint(condition=models.Q(('is_title', True)), fields=('brief',), name='one_title_per_brief')],
            },
        ),
        migrations.CreateModel(
            name='Recommendation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('what', models.CharField(max_length=120, verbose_name='what we ask for')),
                ('what_en', models.CharField(max_length=200, verbose_name='what we ask for, in English')),
                ('by_when', models.DateField(blank=True, null=True, verbose_name='until when')),
                ('position', models.PositiveSmallIntegerField(default=1)),
                ('brief', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='recommendations', to='advocacy.brief')),
            ],
            options={
                'ordering': ['position', 'id'],
            },
        ),
    ]
