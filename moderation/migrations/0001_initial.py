import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Case',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('state', models.CharField(choices=[('draft', 'being written'), ('queued', 'waiting for a person'), ('first_ok', 'one person said yes'), ('approved', 'approved'), ('changes_requested', 'a change was asked for'), ('held', 'kept safe by the safeguarding lead'), ('declined', 'not published'), ('withdrawn', 'taken back by the child')], default='draft', max_length=20)),
                ('lane', models.CharField(choices=[('open', 'moderators'), ('locked', 'safeguarding lead')], default='open', max_length=10)),
                ('priority', models.PositiveSmallIntegerField(choices=[(0, 'P0 at once'), (1, 'P1 within the hour'), (2, 'P2 today'), (3, 'P3 in turn')], default=3)),
                ('revision', models.UUIDField(null=True)),
                ('digest', models.CharField(blank=True, max_length=64)),
                ('round', models.PositiveIntegerField(default=0)),
                ('needs_two', models.BooleanField(default=True)),
                ('has_media', models.BooleanField(default=False)),
                ('triage_incomplete', models.BooleanField(default=False)),
                ('age_years', models.PositiveSmallIntegerField(null=True)),
                ('claimed_until', models.DateTimeField(null=True)),
                ('opened_at', models.DateTimeField()),
                ('submitted_at', models.DateTimeField(null=True)),
                ('due_at', models.DateTimeField(null=True)),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('claimed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('helper', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
            ],
            options={
                'verbose_name': 'case',
                'indexes': [models.Index(fields=['state', 'lane', 'due_at'], name='moderation_case_queue')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'queued', 'first_ok', 'approved', 'changes_requested', 'held', 'declined', 'withdrawn'])), name='moderation_known_state'), models.CheckConstraint(condition=models.Q(('lane__in', ['open', 'locked'])), name='moderation_known_lane'), models.CheckConstraint(condition=models.Q(('priority__lte', 3)), name='moderation_known_priority'), models.CheckConstraint(condition=models.Q(models.Q(('claimed_by__isnull', True), ('claimed_until__isnull', True)), models.Q(('claimed_by__isnull', False), ('claimed_until__isnull', False)), _connector='OR'), name='moderation_claim_whole'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'withdrawn']), models.Q(('revision__isnull', False), ('submitted_at__isnull', False), models.Q(('digest', ''), _negated=True)), _connector='OR'), name='moderation_revision_named'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'held'), _negated=True), ('lane', 'locked'), _connector='OR'), name='moderation_held_is_locked'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['approved', 'first_ok']), _negated=True), ('lane', 'open'), _connector='OR'), name='moderation_locked_is_not_approved'), models.CheckConstraint(condition=models.Q(('needs_two', True), models.Q(('has_media', False), ('priority', 3), ('triage_incomplete', False)), _connector='OR'), name='moderation_two_where_it_matters')],
            },
        ),
        migrations.CreateModel(
            name='Decision',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('round', models.PositiveIntegerField()),
                ('revision', models.UUIDField()),
                ('digest', models.CharField(max_length=64)),
                ('act', models.CharField(choices=[('approve', 'approved'), ('ask_change', 'asked for a change'), ('hold', 'kept it safe first'), ('decline', 'not published'), ('clear', 'given back to the moderators')], max_length=12)),
                ('confirms', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('reason', models.CharField(blank=True, choices=[('personal', 'says who or where somebody is'), ('others', 'names or shows another person'), ('picture', 'the picture shows a face, a badge or a plate'), ('insult', 'calls somebody names'), ('accusation', 'accuses a named person or place, unproven'), ('advert', 'advertises something'), ('not_own', "not the child's own words"), ('someone_elses', 'copied from somebody else'), ('unclear', 'cannot be understood yet'), ('unsuitable', 'not suitable for children to see'), ('care', 'somebody may need help')], max_length=20)),
                ('message', models.TextField(blank=True)),
                ('best_interests', models.TextField(blank=True)),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='decisions', to='moderation.case')),
            ],
            options={
                'verbose_name': 'decision',
                'indexes': [models.Index(fields=['case', 'round', 'act'], name='moderation_decision_round')],
                'constraints': [models.CheckConstraint(condition=models.Q(('act__in', ['approve', 'ask_change', 'hold', 'decline', 'clear'])), name='moderation_known_act'), models.UniqueConstraint(condition=models.Q(('act', 'approve')), fields=('case', 'round', 'by'), name='moderation_two_different_people'), models.CheckConstraint(condition=models.Q(models.Q(('act', 'approve'), _negated=True), models.Q(('best_interests', ''), _negated=True), _connector='OR'), name='moderation_yes_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('act__in', ['ask_change', 'decline']), _negated=True), models.Q(models.Q(('reason', ''), _negated=True), models.Q(('message', ''), _negated=True)), _connector='OR'), name='moderation_no_says_why'), models.CheckConstraint(condition=models.Q(('reason__in', ['', 'personal', 'others', 'picture', 'insult', 'accusation', 'advert', 'not_own', 'someone_elses', 'unclear', 'unsuitable', 'care'])), name='moderation_known_reason')],
            },
        ),
        migrations.CreateModel(
            name='Finding',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('revision', models.UUIDField()),
                ('part', models.CharField(max_length=40)),
                ('rule', models.CharField(max_length=60)),
                ('version', models.CharField(max_length=20)),
                ('kind', models.CharField(choices=[('phone', 'phone number'), ('identity', 'identity number'), ('contact', 'contact or handle'), ('link', 'link or e-mail'), ('address', 'where somebody lives'), ('school', 'school or class'), ('name', "a person's name"), ('harm', 'sign of harm'), ('meeting', 'where and when'), ('secret', 'password or card'), ('insult', 'calling names'), ('adult', "an adult's hand"), ('advert', 'advert'), ('together', 'facts that together point at a child')], max_length=10)),
                ('start', models.PositiveIntegerField()),
                ('end', models.PositiveIntegerField()),
                ('weight', models.FloatField()),
                ('level', models.PositiveSmallIntegerField(choices=[(0, 'P0 at once'), (1, 'P1 within the hour'), (2, 'P2 today'), (3, 'P3 in turn')], default=3)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='findings', to='moderation.case')),
            ],
            options={
                'verbose_name': 'finding',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['phone', 'identity', 'contact', 'link', 'address', 'school', 'name', 'harm', 'meeting', 'secret', 'insult', 'adult', 'advert', 'together'])), name='moderation_known_finding'), models.CheckConstraint(condition=models.Q(('end__gte', models.F('start'))), name='moderation_span_runs_forward')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('at', models.DateTimeField()),
                ('text', models.TextField()),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notes', to='moderation.case')),
            ],
            options={
                'verbose_name': 'internal note',
            },
        ),
    ]
