import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('activities', '0001_initial'),
        ('desk', '0002_append_only'),
    ]

    operations = [
        migrations.CreateModel(
            name='Plan',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('draft', 'being written'), ('handed', 'waits for the supervisor'), ('approved', 'approved')], default='draft', max_length=10)),
                ('nature', models.CharField(blank=True, choices=[('growth', 'to grow: to know oneself and to try things'), ('learning', 'to learn something together'), ('support', 'to help each other through something'), ('task', 'to get something done together')], max_length=10, verbose_name='what kind of group work')),
                ('need', models.TextField(blank=True, verbose_name='which need it answers, and how we know')),
                ('goals', models.TextField(blank=True, verbose_name='goals, one a line')),
                ('recruiting', models.TextField(blank=True, verbose_name='how children hear of it')),
                ('measures', models.TextField(blank=True, verbose_name='how we see whether the goals were reached')),
                ('made_at', models.DateTimeField()),
                ('written_at', models.DateTimeField()),
                ('handed_at', models.DateTimeField(null=True)),
                ('approved_at', models.DateTimeField(null=True)),
                ('remark', models.CharField(blank=True, max_length=400, verbose_name='what should be different')),
                ('activity', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='plan', to='activities.activity')),
                ('approved_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('written_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'plan of an activity',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'handed', 'approved'])), name='known_state_of_plan'), models.CheckConstraint(condition=models.Q(models.Q(('handed_at', None), ('state', 'draft'), ('approved_at', None), ('approved_by', None)), models.Q(('state', 'handed'), ('handed_at__isnull', False), ('approved_at', None), ('approved_by', None)), models.Q(('state', 'approved'), ('handed_at__isnull', False), ('approved_at__isnull', False), ('approved_by__isnull', False)), _connector='OR'), name='plan_says_what_it_went_through'), models.CheckConstraint(condition=models.Q(('approved_by', None), models.Q(models.Q(('approved_by', models.F('made_by')), _negated=True), models.Q(('approved_by', models.F('written_by')), _negated=True)), _connector='OR'), name='plan_approved_by_another')],
            },
        ),
        migrations.CreateModel(
            name='Checked',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('point', models.CharField(choices=[('informed', 'open and explained: children know what it is about and what comes of it'), ('voluntary', 'of their own will: nobody must, and anybody may stop'), ('respectful', 'with respect: their views are taken seriously'), ('relevant', 'about their lives: it matters to them'), ('friendly', 'child-friendly: time, place and ways fit their age'), ('inclusive', 'for all: nobody is left out, and nobody is treated alike who is not'), ('trained', 'with adults who learned how'), ('safe', 'safe: risks are known and somebody sees to them'), ('answered', 'with an answer: children hear what became of it')], max_length=20)),
                ('how', models.CharField(max_length=300)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='points', to='desk.plan')),
            ],
            options={
                'verbose_name': 'point of the participation check',
                'constraints': [models.UniqueConstraint(fields=('plan', 'point'), name='one_answer_per_point'), models.CheckConstraint(condition=models.Q(('point__in', ['informed', 'voluntary', 'respectful', 'relevant', 'friendly', 'inclusive', 'trained', 'safe', 'answered'])), name='known_point_of_participation'), models.CheckConstraint(condition=models.Q(('how', ''), _negated=True), name='a_point_says_how')],
            },
        ),
        migrations.CreateModel(
            name='BudgetLine',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('what', models.CharField(max_length=120)),
                ('amount', models.DecimalField(decimal_places=2, max_digits=9)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='budget', to='desk.plan')),
            ],
            options={
                'verbose_name': 'line of a budget',
                'ordering': ['number'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='one_budget_line_per_number'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='a_budget_has_no_debts')],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('stage', models.CharField(choices=[('situation', 'finding out what matters'), ('planning', 'choosing what to do'), ('design', 'making the plan'), ('doing', 'doing it'), ('monitoring', 'looking back')], max_length=12)),
                ('level', models.CharField(choices=[('none', 'adults decide'), ('consult', 'children are asked'), ('collaborate', 'children and adults decide together'), ('child_led', 'children decide')], max_length=12)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='desk.plan')),
            ],
            options={
                'verbose_name': "children's share at a stage",
                'constraints': [models.UniqueConstraint(fields=('plan', 'stage'), name='one_share_per_stage'), models.CheckConstraint(condition=models.Q(('level__in', ['none', 'consult', 'collaborate', 'child_led']), ('stage__in', ['situation', 'planning', 'design', 'doing', 'monitoring'])), name='known_stage_and_level')],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('what', models.CharField(max_length=120)),
                ('minutes', models.PositiveSmallIntegerField()),
                ('materials', models.CharField(blank=True, max_length=120)),
                ('plan', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='desk.plan')),
            ],
            options={
                'verbose_name': 'step of a plan',
                'ordering': ['number'],
                'abstract': False,
                'constraints': [models.UniqueConstraint(fields=('plan', 'number'), name='one_step_per_number'), models.CheckConstraint(condition=models.Q(('minutes__gte', 1), ('minutes__lte', 480)), name='a_step_takes_minutes')],
            },
        ),
    ]
