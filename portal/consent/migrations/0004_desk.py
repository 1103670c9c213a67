"""Which kind of papers a worker held in their hands, beside each step of a link."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0003_engine'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='guardianlink',
            name='confirmed_kind',
            field=models.CharField(blank=True, choices=[('household', 'household register with both in it'), ('birth', "birth certificate, and the adult's identity card"), ('court', "a court's judgment or agreement"), ('appointed', "an office's paper that names the guardian")], max_length=10),
        ),
        migrations.AddField(
            model_name='guardianlink',
            name='papers_kind',
            field=models.CharField(blank=True, choices=[('household', 'household register with both in it'), ('birth', "birth certificate, and the adult's identity card"), ('court', "a court's judgment or agreement"), ('appointed', "an office's paper that names the guardian")], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='guardianlink',
            constraint=models.CheckConstraint(condition=models.Q(('confirmed_kind__in', ['', 'household', 'birth', 'court', 'appointed']), ('papers_kind__in', ['', 'household', 'birth', 'court', 'appointed'])), name='known_kind_of_papers'),
        ),
    ]
