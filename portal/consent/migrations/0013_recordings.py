import django.db.models.deletion
import portal.consent.models.drafts
import portal.rows.append_only
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0012_hand_over'),
    ]

    operations = [
        migrations.CreateModel(
            name='Recording',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=10)),
                ('of_words', models.CharField(max_length=64)),
                ('file', models.FileField(upload_to=portal.consent.models.drafts.recording_name)),
                ('digest', models.CharField(max_length=64)),
                ('seconds', models.PositiveSmallIntegerField()),
                ('made_at', models.DateTimeField()),
                ('draft', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='recordings', to='consent.draft')),
            ],
            options={
                'verbose_name': 'recording of words',
                'constraints': [models.UniqueConstraint(fields=('draft', 'language'), name='one_recording_of_each_language'), models.CheckConstraint(condition=models.Q(('language__in', ['zh-hans', 'en'])), name='recording_known_language'), models.CheckConstraint(condition=models.Q(('seconds__gte', 1), ('seconds__lte', 600)), name='recording_can_be_heard')],
            },
        ),
        migrations.AddField(
            model_name='notice',
            name='recording',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='consent.recording'),
        ),
        portal.rows.append_only.Unchangeable(
            model_name='recording',
        ),
        portal.rows.append_only.AppendOnly(
            model_name='notice',
        ),
    ]
