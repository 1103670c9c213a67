from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("activities", "0010_risks_writers")]

    operations = [
        migrations.AddField(
            model_name="activity",
            name="risks_written_at",
            field=models.DateTimeField(editable=False, null=True),
        ),
    ]
