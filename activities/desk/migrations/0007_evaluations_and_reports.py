import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('activities', '0008_append_only'),
        ('asking', '0001_initial'),
        ('desk', '0006_terms'),
    ]

    operations = [
        migrations.CreateModel(
            name='Evaluation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('writing', 'questions are being written'), ('before', 'children are asked before it begins'), ('pause', 'the first answers are in'), ('after', 'children are asked at the end'), ('closed', 'all answers are in')], default='writing', max_length=10)),
                ('figures', models.JSONField(default=list)),
                ('reached', models.TextField(blank=True, verbose_name='which goals were reached, and how one sees it')),
                ('changed', models.TextField(blank=True, verbose_name="what changed for children, without anybody's name")),
                ('said', models.TextField(blank=True, verbose_name='what children said, in their words')),
                ('hard', models.TextField(blank=True, verbose_name='what was hard, or came out otherwise')),
                ('coming', models.TextField(blank=True, verbose_name='what comes next')),
                ('version', models.PositiveIntegerField(default=0)),
                ('made_at', models.DateTimeField()),
                ('written_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('activity', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='evaluation', to='activities.activity')),
                ('after', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='asking.questionnaire')),
                ('before', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='asking.questionnaire')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'evaluation of an activity',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['writing', 'before', 'pause', 'after', 'closed'])), name='known_state_of_asking'), models.CheckConstraint(condition=models.Q(models.Q(('written_at', None), ('written_by', None)), models.Q(('written_at__isnull', False), ('written_by__isnull', False)), _connector='OR'), name='an_evaluation_is_written_by_somebody'), models.CheckConstraint(condition=models.Q(('done_at', None), models.Q(models.Q(('reached', ''), _negated=True), models.Q(('coming', ''), _negated=True), ('state', 'closed')), _connector='OR'), name='an_evaluation_that_is_done_says_something')],
            },
        ),
        migrations.CreateModel(
            name='OnPaper',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('moment', models.CharField(choices=[('before', 'before it begins'), ('after', 'at the end')], max_length=10)),
                ('number', models.PositiveSmallIntegerField()),
                ('level', models.PositiveSmallIntegerField()),
                ('count', models.PositiveSmallIntegerField()),
                ('evaluation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='on_paper', to='desk.evaluation')),
            ],
            options={
                'verbose_name': 'answers on paper',
                'constraints': [models.UniqueConstraint(fields=('evaluation', 'moment', 'number', 'level'), name='one_count_per_level'), models.CheckConstraint(condition=models.Q(('moment__in', ['before', 'after'])), name='known_moment_of_asking'), models.CheckConstraint(condition=models.Q(('count__gte', 1), ('count__lte', 200), ('level__lt', 8)), name='sheets_of_a_level')],
            },
        ),
        migrations.CreateModel(
            name='TermReport',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='of which time')),
                ('first', models.DateField()),
                ('last', models.DateField()),
                ('state', models.CharField(choices=[('draft', 'still being written'), ('handed', 'waits for the supervisor'), ('final', 'final: its words stand')], default='draft', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('handed_at', models.DateTimeField(null=True)),
                ('reviewed_at', models.DateTimeField(null=True)),
                ('remark', models.CharField(blank=True, max_length=400, verbose_name='what should be different')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reports', to='activities.activity')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('reviewed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'term report',
                'ordering': ['-first', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'first', 'last'), name='one_report_per_time'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'handed', 'final'])), name='known_state_of_report'), models.CheckConstraint(condition=models.Q(('first__lte', models.F('last'))), name='a_report_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('handed_at', None), ('state', 'draft'), ('reviewed_at', None), ('reviewed_by', None)), models.Q(('state', 'handed'), ('handed_at__isnull', False), ('reviewed_at', None), ('reviewed_by', None)), models.Q(('state', 'final'), ('handed_at__isnull', False), ('reviewed_at__isnull', False), ('reviewed_by__isnull', False)), _connector='OR'), name='report_says_what_it_went_through'), models.CheckConstraint(condition=models.Q(('reviewed_by', None), models.Q(('reviewed_by', models.F('made_by')), _negated=True), _connector='OR'), name='report_read_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('part', models.CharField(choices=[('sessions', 'Sessions'), ('attendance', 'Who came'), ('course', 'What happened'), ('felt', 'How children found it'), ('evaluation', 'What changed'), ('share', 'Where children decided'), ('incidents', 'Incidents in this time'), ('coming', 'What comes next')], max_length=12)),
                ('words', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=0)),
                ('written_at', models.DateTimeField(null=True)),
                ('written_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('report', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='desk.termreport')),
            ],
            options={
                'verbose_name': 'section of a report',
                'constraints': [models.UniqueConstraint(fields=('report', 'part'), name='one_section_per_part'), models.CheckConstraint(condition=models.Q(('part__in', ['sessions', 'attendance', 'course', 'felt', 'evaluation', 'share', 'incidents', 'coming'])), name='known_part_of_report'), models.CheckConstraint(condition=models.Q(models.Q(('version', 0), ('written_at', None), ('written_by', None)), models.Q(('version__gte', 1), ('written_at__isnull', False), ('written_by__isnull', False)), _connector='OR'), name='a_section_is_drafted_or_written')],
            },
        ),
    ]
