import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('directory', '0001_initial'),
        ('wagtailcore', '0098_apitoken'),
    ]

    operations = [
        migrations.CreateModel(
            name='ActivityIndexPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
            ],
            options={
                'abstract': False,
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Activity',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=60, verbose_name='what it is called')),
                ('name_en', models.CharField(blank=True, max_length=80, verbose_name='what it is called, in English')),
                ('summary', models.CharField(max_length=120, verbose_name='in one sentence')),
                ('summary_en', models.CharField(blank=True, max_length=200, verbose_name='in one sentence, in English')),
                ('kind', models.CharField(choices=[('closed', 'group: the same people each time'), ('open', 'club: come when you like'), ('event', 'event: one day')], default='closed', max_length=10, verbose_name='kind of activity')),
                ('min_age', models.PositiveSmallIntegerField(default=6, verbose_name='youngest')),
                ('max_age', models.PositiveSmallIntegerField(default=17, verbose_name='oldest')),
                ('capacity', models.PositiveSmallIntegerField(verbose_name='number of places')),
                ('starts_at', models.DateTimeField(verbose_name='begins at')),
                ('ends_at', models.DateTimeField(verbose_name='ends at')),
                ('where', models.CharField(max_length=80, verbose_name='where it is')),
                ('where_en', models.CharField(blank=True, max_length=120, verbose_name='where it is, in English')),
                ('decides', models.CharField(max_length=80, verbose_name='what children decide')),
                ('decides_en', models.CharField(blank=True, max_length=120, verbose_name='what children decide, in English')),
                ('risks', models.TextField(blank=True, verbose_name='risk assessment: who, what harm, what we do about it')),
                ('risks_read_at', models.DateTimeField(null=True)),
                ('state', models.CharField(choices=[('draft', 'being prepared'), ('open', 'open to children'), ('closed', 'closed to children')], default='draft', editable=False, max_length=10)),
                ('made_at', models.DateTimeField(editable=False)),
                ('made_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office', verbose_name='which office')),
                ('risks_read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'activity',
                'verbose_name_plural': 'activities',
                'ordering': ['starts_at', 'id'],
                'indexes': [models.Index(fields=['state', 'ends_at'], name='activity_coming_up')],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'open', 'closed'])), name='known_state_of_activity'), models.CheckConstraint(condition=models.Q(('kind__in', ['closed', 'open', 'event'])), name='known_kind_of_activity'), models.CheckConstraint(condition=models.Q(('max_age__lte', 17), ('min_age__gte', 6), ('min_age__lte', models.F('max_age'))), name='ages_of_activity_in_order'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1)), name='activity_has_a_place'), models.CheckConstraint(condition=models.Q(('starts_at__lt', models.F('ends_at'))), name='activity_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('risks_read_at', None), ('risks_read_by', None)), models.Q(('risks_read_at__isnull', False), ('risks_read_by__isnull', False)), _connector='OR'), name='risks_read_by_and_at_together'), models.CheckConstraint(condition=models.Q(('risks_read_by', None), models.Q(('risks_read_by', models.F('made_by')), _negated=True), _connector='OR'), name='risks_read_by_another'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'open'), _negated=True), models.Q(('risks_read_at__isnull', False), models.Q(('risks', ''), _negated=True)), _connector='OR'), name='open_only_with_risks_read')],
            },
        ),
        migrations.CreateModel(
            name='ActivityPage',
            fields=[
                ('page_ptr', models.OneToOneField(auto_created=True, on_delete=django.db.models.deletion.CASCADE, parent_link=True, primary_key=True, serialize=False, to=settings.WAGTAIL_PAGE_MODEL)),
                ('intro', models.TextField(max_length=600, verbose_name='what we do')),
                ('bring', models.CharField(blank=True, max_length=200, verbose_name='what to bring')),
                ('voice_purpose', models.CharField(max_length=120, verbose_name='what your words are for')),
                ('voice_decides', models.CharField(max_length=120, verbose_name='who decides with them')),
                ('voice_changes', models.CharField(max_length=160, verbose_name='what can change, and what cannot')),
                ('voice_dates', models.CharField(max_length=120, verbose_name='when you hear back')),
                ('voice_risks', models.CharField(max_length=160, verbose_name='what to watch out for')),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages', to='activities.activity', verbose_name='activity')),
            ],
            options={
                'verbose_name': 'activity page',
            },
            bases=('wagtailcore.page',),
        ),
        migrations.CreateModel(
            name='Lead',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='leads', to='activities.activity')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('activity', 'person'), name='one_lead_per_person')],
            },
        ),
        migrations.CreateModel(
            name='Place',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField(null=True)),
                ('state', models.CharField(choices=[('asked', 'ask at home'), ('waiting', 'in the queue'), ('offered', 'a place is kept for you'), ('held', 'you have a place'), ('left', 'not in it any more')], max_length=10)),
                ('words', models.CharField(blank=True, max_length=200, verbose_name='in your own words')),
                ('age_years', models.PositiveSmallIntegerField()),
                ('min_age', models.PositiveSmallIntegerField()),
                ('max_age', models.PositiveSmallIntegerField()),
                ('capacity', models.PositiveSmallIntegerField()),
                ('asked_at', models.DateTimeField()),
                ('waiting_at', models.DateTimeField(null=True)),
                ('offer_until', models.DateTimeField(null=True)),
                ('held_at', models.DateTimeField(null=True)),
                ('left_at', models.DateTimeField(null=True)),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places', to='activities.activity')),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['activity', 'number', 'waiting_at'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'number'), name='one_child_per_place'), models.UniqueConstraint(condition=models.Q(('state', 'left'), _negated=True), fields=('activity', 'child'), name='one_place_per_child'), models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'waiting', 'offered', 'held', 'left'])), name='known_state_of_place'), models.CheckConstraint(condition=models.Q(('number', None), models.Q(('number__gte', 1), ('number__lte', models.F('capacity'))), _connector='OR'), name='place_within_capacity'), models.CheckConstraint(condition=models.Q(('age_years__gte', models.F('min_age')), ('age_years__lte', models.F('max_age'))), name='age_within_bounds'), models.CheckConstraint(condition=models.Q(models.Q(('number__isnull', False), ('state__in', ('held', 'offered'))), models.Q(models.Q(('state__in', ('held', 'offered')), _negated=True), ('number', None)), _connector='OR'), name='a_number_means_a_place'), models.CheckConstraint(condition=models.Q(models.Q(('offer_until__isnull', False), ('state', 'offered')), models.Q(models.Q(('state', 'offered'), _negated=True), ('offer_until', None)), _connector='OR'), name='an_offer_has_an_end'), models.CheckConstraint(condition=models.Q(models.Q(('left_at__isnull', False), ('state', 'left')), models.Q(models.Q(('state', 'left'), _negated=True), ('left_at', None)), _connector='OR'), name='left_at_when_left')],
            },
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveSmallIntegerField()),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('activity', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='activities.activity')),
            ],
            options={
                'ordering': ['starts_at'],
                'constraints': [models.UniqueConstraint(fields=('activity', 'number'), name='one_session_per_number'), models.CheckConstraint(condition=models.Q(('starts_at__lt', models.F('ends_at'))), name='session_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='sessions_count_from_one')],
            },
        ),
    ]
