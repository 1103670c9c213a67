"""What is written down may be a child's own: the child stands on the row itself, and the link may be missing."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def name_children(apps, schema_editor):
    entries = apps.get_model("consent", "Entry")
    for entry in entries.objects.filter(child__isnull=True).select_related("link"):
        entries.objects.filter(pk=entry.pk).update(child=entry.link.child_id)


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0013_recordings'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='entry',
            name='child',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='entry',
            name='words',
            field=models.CharField(blank=True, default='', max_length=300),
            preserve_default=False,
        ),
        migrations.RunPython(name_children, migrations.RunPython.noop),
    ]
