import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('councils', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Round',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('dots', models.PositiveSmallIntegerField(default=3, verbose_name='how many dots each has')),
                ('closes_at', models.DateTimeField(verbose_name='dots until')),
                ('made_at', models.DateTimeField()),
                ('closed_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rounds', to='councils.council')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'vote with dots',
                'ordering': ['-made_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('closed_at', None)), fields=('council',), name='one_open_round'), models.CheckConstraint(condition=models.Q(('dots__gte', 1), ('dots__lte', 9)), name='a_round_has_dots'), models.CheckConstraint(condition=models.Q(('made_at__lt', models.F('closes_at'))), name='a_round_takes_time')],
            },
        ),
        migrations.CreateModel(
            name='Rules',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.PositiveSmallIntegerField()),
                ('lines', models.TextField(max_length=1200)),
                ('made_at', models.DateTimeField()),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='rules', to='councils.council')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'rules of a council',
                'ordering': ['-version'],
                'constraints': [models.UniqueConstraint(fields=('council', 'version'), name='one_version_of_rules'), models.CheckConstraint(condition=models.Q(('version__gte', 1)), name='versions_count_from_one')],
            },
        ),
        migrations.CreateModel(
            name='RulesStep',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('read', 'read by a colleague'), ('adopted', 'adopted by the members')], max_length=10)),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rules', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='councils.rules')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rules', 'kind'), name='one_step_of_rules'), models.CheckConstraint(condition=models.Q(('kind__in', ['read', 'adopted'])), name='known_step_of_rules')],
            },
        ),
        migrations.CreateModel(
            name='RulesYes',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rules', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='yeses', to='councils.rules')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rules', 'person'), name='one_yes_to_rules')],
            },
        ),
        migrations.CreateModel(
            name='Topic',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.CharField(max_length=80, verbose_name='what should we talk about?')),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='topics', to='councils.council')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'topic of a council',
                'constraints': [models.CheckConstraint(condition=models.Q(('words', ''), _negated=True), name='a_topic_of_a_council_says_something'), models.CheckConstraint(condition=models.Q(models.Q(('read_at', None), ('read_by', None)), models.Q(('read_at__isnull', False), ('read_by__isnull', False)), _connector='OR'), name='topic_read_by_and_at_together')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('dots', models.PositiveIntegerField()),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tallies', to='councils.round')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='councils.topic')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'topic'), name='one_tally_per_topic')],
            },
        ),
        migrations.CreateModel(
            name='Dot',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('most', models.PositiveSmallIntegerField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='laid', to='councils.round')),
                ('topic', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='councils.topic')),
            ],
            options={
                'verbose_name': 'dot',
                'constraints': [models.UniqueConstraint(fields=('round', 'person', 'number'), name='each_dot_once'), models.CheckConstraint(condition=models.Q(('number__gte', 1), ('number__lte', models.F('most'))), name='no_more_dots_than_told')],
            },
        ),
        migrations.CreateModel(
            name='Minutes',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('held_on', models.DateField(verbose_name='when we met')),
                ('words', models.TextField(max_length=2000, verbose_name='what we talked about and decided')),
                ('written_at', models.DateTimeField()),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='what should be different')),
                ('published_at', models.DateTimeField(null=True)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='minutes', to='councils.council')),
                ('published_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'minutes',
                'ordering': ['-held_on', '-written_at'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('published_at', None), ('published_by', None)), models.Q(('published_at__isnull', False), ('published_by__isnull', False)), _connector='OR'), name='minutes_published_by_and_at_together'), models.CheckConstraint(condition=models.Q(('published_by', None), models.Q(('published_by', models.F('written_by')), _negated=True), _connector='OR'), name='minutes_published_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Money',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('day', models.DateField(verbose_name='day')),
                ('what', models.CharField(max_length=80, verbose_name='what for')),
                ('fen', models.IntegerField()),
                ('made_at', models.DateTimeField()),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='money', to='councils.council')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('takes_back', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_back', to='councils.money')),
            ],
            options={
                'verbose_name': 'line of a budget book',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('council', 'number'), name='one_line_of_money_per_number'), models.CheckConstraint(condition=models.Q(models.Q(('fen', 0), _negated=True), models.Q(('what', ''), _negated=True)), name='a_line_of_money_says_something')],
            },
        ),
    ]
