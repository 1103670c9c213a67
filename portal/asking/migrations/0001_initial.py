import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('moderation', '0003_taken_care_of'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeldWords',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('texts', models.JSONField()),
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='moderation.case')),
            ],
            options={
                'verbose_name': 'words kept for the safeguarding lead',
            },
        ),
        migrations.CreateModel(
            name='Questionnaire',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('keep_until', models.DateTimeField()),
                ('made_at', models.DateTimeField()),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('kind', models.CharField(choices=[('words', 'short words'), ('one', 'one of several'), ('several', 'any of several'), ('yes_no', 'yes or no')], max_length=10, verbose_name='how it is answered')),
                ('words', models.CharField(max_length=120, verbose_name='the question')),
                ('words_en', models.CharField(blank=True, max_length=200, verbose_name='the question, in English')),
                ('why', models.CharField(max_length=120, verbose_name='why we ask')),
                ('why_en', models.CharField(blank=True, max_length=200, verbose_name='why we ask, in English')),
                ('choices', models.TextField(blank=True, max_length=400, verbose_name='the choices, one a line')),
                ('choices_en', models.TextField(blank=True, max_length=600, verbose_name='the choices in English, one a line')),
                ('questionnaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='asking.questionnaire')),
            ],
            options={
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('questionnaire', 'number'), name='one_question_per_number'), models.CheckConstraint(condition=models.Q(('kind__in', ['words', 'one', 'several', 'yes_no'])), name='known_kind_of_question'), models.CheckConstraint(condition=models.Q(models.Q(('words', ''), _negated=True), models.Q(('why', ''), _negated=True)), name='a_question_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ('one', 'several')), models.Q(('choices', ''), _negated=True)), models.Q(models.Q(('kind__in', ('one', 'several')), _negated=True), ('choices', '')), _connector='OR'), name='choices_where_they_are_offered')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.CharField(blank=True, max_length=80)),
                ('picked', models.JSONField(default=list)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='answers', to='asking.question')),
            ],
            options={
                'verbose_name': 'answer',
                'constraints': [models.UniqueConstraint(fields=('question', 'person'), name='one_answer_per_person')],
            },
        ),
    ]
