"""A room's log may go when its time is over, as guardians were told; until then the database lets none go (PRI-7)."""

from django.db import migrations, models

from portal.rows.append_only import KeptFor


class Migration(migrations.Migration):

    dependencies = [
        ('live', '0008_summaries'),
    ]

    operations = [
        migrations.AddField(
            model_name='room',
            name='erased_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddConstraint(
            model_name='room',
            constraint=models.CheckConstraint(condition=models.Q(('erased_at', None), models.Q(('state', 'open'), _negated=True), _connector='OR'), name='no_open_room_loses_its_log'),
        ),
        KeptFor("entry", column="at", days=350),
    ]
