"""What was asked in particular stays with its answer; the trigger is said again, should SQLite make the table anew."""

from django.db import migrations, models

from portal.rows.append_only import AppendOnly


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0007_starting'),
    ]

    operations = [
        migrations.AddField(
            model_name='ask',
            name='recipients',
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name='event',
            name='asked',
            field=models.JSONField(null=True),
        ),
        AppendOnly("event"),
    ]
