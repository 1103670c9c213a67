import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
                ('kind', models.CharField(choices=[('ours', 'our own organisation'), ('bureau', 'government office'), ('school', 'school'), ('clinic', 'clinic or hospital'), ('library', 'library'), ('charity', 'charity or social-work station'), ('other', 'other')], default='other', max_length=10, verbose_name='kind')),
            ],
            options={
                'verbose_name': 'organisation',
                'constraints': [models.UniqueConstraint(fields=('name',), name='one_organisation_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Office',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
                ('area', models.CharField(blank=True, max_length=60, verbose_name='area')),
                ('ours', models.BooleanField(default=False, verbose_name='ours: staff belong to it')),
                ('receives', models.BooleanField(default=False, verbose_name='receives what children say and owes an answer')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='offices', to='directory.organisation')),
            ],
            options={
                'verbose_name': 'office',
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='one_office_per_name')],
            },
        ),
        migrations.CreateModel(
            name='Service',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=120, verbose_name='name in English')),
                ('words', models.CharField(blank=True, max_length=120, verbose_name="for what, in a child's words")),
                ('words_en', models.CharField(blank=True, max_length=200, verbose_name='for what, in English')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone')),
                ('hours', models.CharField(blank=True, max_length=60, verbose_name='hours')),
                ('hours_en', models.CharField(blank=True, max_length=80, verbose_name='hours in English')),
                ('national', models.BooleanField(default=False, verbose_name='reaches the whole country')),
                ('place', models.PositiveSmallIntegerField(default=100, verbose_name='place in the list')),
                ('checked_on', models.DateField(verbose_name='last checked on')),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='services', to='directory.office')),
            ],
            options={
                'verbose_name': 'place to find help',
                'ordering': ['place', 'name'],
                'constraints': [models.UniqueConstraint(fields=('name', 'phone'), name='one_service_per_name_and_phone')],
            },
        ),
        migrations.CreateModel(
            name='DutyHours',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('weekday', models.PositiveSmallIntegerField(verbose_name='weekday')),
                ('opens', models.TimeField(verbose_name='opens')),
                ('closes', models.TimeField(verbose_name='closes')),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='duty_hours', to='directory.office')),
            ],
            options={
                'verbose_name': 'duty hours',
                'constraints': [models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='duty_on_a_weekday'), models.CheckConstraint(condition=models.Q(('closes__gt', models.F('opens'))), name='duty_closes_after_opening')],
            },
        ),
    ]
