"""Everybody who wrote in a plan: of older ones who began it and who wrote last is known."""

from django.conf import settings
from django.db import migrations, models


def those_known(apps, schema_editor):
    for plan in apps.get_model("desk", "Plan").objects.all():
        plan.writers.add(plan.made_by_id, plan.written_by_id)


class Migration(migrations.Migration):
    dependencies = [
        ("desk", "0007_evaluations_and_reports"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="writers",
            field=models.ManyToManyField(related_name="+", to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(those_known, migrations.RunPython.noop),
    ]
