"""Words that are only kept can be closed by the safeguarding lead, who says what was done."""

from django.conf import settings
from django.db import migrations, models

from portal.rows.append_only import AppendOnly, Lifted


class Migration(migrations.Migration):

    dependencies = [
        ('directory', '0001_initial'),
        ('moderation', '0002_append_only'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Lifted(AppendOnly("decision")),
        migrations.RemoveConstraint(
            model_name='case',
            name='moderation_known_state',
        ),
        migrations.RemoveConstraint(
            model_name='case',
            name='moderation_held_is_locked',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='moderation_known_act',
        ),
        migrations.RemoveConstraint(
            model_name='decision',
            name='moderation_yes_says_why',
        ),
        migrations.AlterField(
            model_name='case',
            name='state',
            field=models.CharField(choices=[('draft', 'being written'), ('queued', 'waiting for a person'), ('first_ok', 'one person said yes'), ('approved', 'approved'), ('changes_requested', 'a change was asked for'), ('held', 'kept safe by the safeguarding lead'), ('declined', 'not published'), ('withdrawn', 'taken back by the child'), ('closed', 'taken care of')], default='draft', max_length=20),
        ),
        migrations.AlterField(
            model_name='decision',
            name='act',
            field=models.CharField(choices=[('approve', 'approved'), ('ask_change', 'asked for a change'), ('hold', 'kept it safe first'), ('decline', 'not published'), ('clear', 'given back to the moderators'), ('close', 'taken care of')], max_length=12),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'queued', 'first_ok', 'approved', 'changes_requested', 'held', 'declined', 'withdrawn', 'closed'])), name='moderation_known_state'),
        ),
        migrations.AddConstraint(
            model_name='case',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['held', 'closed']), _negated=True), ('lane', 'locked'), _connector='OR'), name='moderation_held_is_locked'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(('act__in', ['approve', 'ask_change', 'hold', 'decline', 'clear', 'close'])), name='moderation_known_act'),
        ),
        migrations.AddConstraint(
            model_name='decision',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('act__in', ['approve', 'close']), _negated=True), models.Q(('best_interests', ''), _negated=True), _connector='OR'), name='moderation_yes_says_why'),
        ),
        AppendOnly("decision"),
    ]
