import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('activities', '0004_calendars'),
    ]

    operations = [
        migrations.CreateModel(
            name='Felt',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('face', models.CharField(choices=[('good', 'it was good'), ('fair', 'so-so'), ('bad', 'not good')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=80)),
                ('day', models.DateField()),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='felt', to='activities.session')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'child'), name='one_face_per_child'), models.CheckConstraint(condition=models.Q(('face__in', ['good', 'fair', 'bad'])), name='known_face')],
            },
        ),
        migrations.CreateModel(
            name='Told',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('day', 'the day before'), ('hours', 'two hours before'), ('after', 'afterwards')], max_length=10)),
                ('at', models.DateTimeField()),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='told', to='activities.session')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('session', 'kind'), name='told_once'), models.CheckConstraint(condition=models.Q(('kind__in', ['day', 'hours', 'after'])), name='known_news')],
            },
        ),
        migrations.AddField(
            model_name='session',
            name='cancelled_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='session',
            name='changes',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='session',
            name='why',
            field=models.CharField(blank=True, max_length=120),
        ),
        migrations.AddField(
            model_name='session',
            name='why_en',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddConstraint(
            model_name='session',
            constraint=models.CheckConstraint(condition=models.Q(('cancelled_at', None), models.Q(('why', ''), _negated=True), _connector='OR'), name='cancelled_says_why'),
        ),
    ]
