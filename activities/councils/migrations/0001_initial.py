import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('activities', '0008_append_only'),
        ('asking', '0003_unchangeable_ballots'),
        ('directory', '0002_contact'),
    ]

    operations = [
        migrations.CreateModel(
            name='Council',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('children', "children's committee or council"), ('parents', "parents' committee")], default='children', max_length=10, verbose_name='what it is')),
                ('name', models.CharField(max_length=40, verbose_name='name')),
                ('name_en', models.CharField(blank=True, max_length=60, verbose_name='name in English')),
                ('decides', models.CharField(max_length=120, verbose_name='what it decides')),
                ('decides_en', models.CharField(blank=True, max_length=200, verbose_name='what it decides, in English')),
                ('made_at', models.DateTimeField()),
                ('activity', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='councils', to='activities.activity')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
            ],
            options={
                'verbose_name': 'council',
                'ordering': ['made_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['children', 'parents'])), name='known_kind_of_council'), models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('decides', ''), _negated=True)), name='a_council_says_what_it_decides')],
            },
        ),
        migrations.CreateModel(
            name='Election',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('member', 'member of the committee'), ('chair', 'chair'), ('time_keeper', 'time-keeper'), ('note_taker', 'note-taker'), ('reporter', 'reporter'), ('presenter', 'presenter'), ('librarian', 'librarian')], max_length=20, verbose_name='office held')),
                ('seats', models.PositiveSmallIntegerField(verbose_name='how many seats')),
                ('way', models.CharField(choices=[('vote', 'a secret vote'), ('lottery', 'drawn by lot')], default='vote', max_length=10, verbose_name='how seats are filled')),
                ('quorum', models.PositiveSmallIntegerField(default=50, verbose_name='it counts when so many in a hundred take part')),
                ('term_starts_on', models.DateField(verbose_name='the term begins on')),
                ('term_ends_on', models.DateField(verbose_name='the term ends on')),
                ('nominate_until', models.DateTimeField(verbose_name='names are collected until')),
                ('vote_until', models.DateTimeField(verbose_name='votes are collected until')),
                ('state', models.CharField(choices=[('nominating', 'names are collected'), ('voting', 'the vote is on'), ('done', 'it is over'), ('cancelled', 'called off')], default='nominating', max_length=12)),
                ('outcome', models.CharField(blank=True, choices=[('filled', 'the office has been given'), ('no_quorum', 'too few took part'), ('nobody', 'nobody was chosen')], max_length=10)),
                ('seed', models.CharField(max_length=64)),
                ('seal', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(null=True)),
                ('done_at', models.DateTimeField(null=True)),
                ('why', models.CharField(blank=True, max_length=120, verbose_name='why it was called off')),
                ('why_en', models.CharField(blank=True, max_length=200, verbose_name='the same in English')),
                ('box', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='asking.box')),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elections', to='councils.council')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'election',
                'ordering': ['-made_at', 'id'],
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['nominating', 'voting', 'done', 'cancelled'])), name='known_state_of_election'), models.CheckConstraint(condition=models.Q(('role__in', ['member', 'chair', 'time_keeper', 'note_taker', 'reporter', 'presenter', 'librarian']), ('way__in', ['vote', 'lottery'])), name='known_office_and_way_of_election'), models.CheckConstraint(condition=models.Q(('seats__gte', 1), ('seats__lte', 15)), name='an_election_has_seats'), models.CheckConstraint(condition=models.Q(('quorum__lte', 100)), name='a_quorum_is_a_share'), models.CheckConstraint(condition=models.Q(('nominate_until__lt', models.F('vote_until'))), name='votes_after_names', violation_error_message='Votes are collected after the names.'), models.CheckConstraint(condition=models.Q(('term_starts_on__lt', models.F('term_ends_on'))), name='an_elected_term_ends_after_it_begins', violation_error_message='A term ends after it begins.'), models.CheckConstraint(condition=models.Q(models.Q(('box__isnull', False), ('opened_at__isnull', False), ('state', 'voting'), ('way', 'vote')), models.Q(('state', 'voting'), _negated=True), _connector='OR'), name='a_vote_has_a_box'), models.CheckConstraint(condition=models.Q(models.Q(('done_at__isnull', False), ('outcome__in', ['filled', 'no_quorum', 'nobody']), ('state', 'done')), models.Q(models.Q(('state', 'done'), _negated=True), ('outcome', '')), _connector='OR'), name='a_done_election_says_how_it_ended'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'cancelled'), _negated=True), models.Q(('why', ''), _negated=True), _connector='OR'), name='called_off_says_why'), models.UniqueConstraint(condition=models.Q(('state__in', ('nominating', 'voting'))), fields=('council', 'role'), name='one_running_election_per_office')],
            },
        ),
        migrations.CreateModel(
            name='Candidate',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('state', models.CharField(choices=[('asked', 'asked whether they want to stand'), ('stands', 'stands for the office'), ('declined', 'does not want to'), ('withdrawn', 'does not stand any more')], max_length=10)),
                ('called', models.CharField(blank=True, max_length=20)),
                ('words', models.CharField(blank=True, max_length=120, verbose_name='what I want to do')),
                ('read_at', models.DateTimeField(null=True)),
                ('lot', models.CharField(max_length=8)),
                ('elected', models.BooleanField(default=False)),
                ('at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('put_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('read_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='candidates', to='councils.election')),
            ],
            options={
                'verbose_name': 'candidate',
                'constraints': [models.UniqueConstraint(fields=('election', 'person'), name='stands_once'), models.UniqueConstraint(fields=('election', 'lot'), name='one_lot_per_candidate'), models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'stands', 'declined', 'withdrawn'])), name='known_state_of_candidate'), models.CheckConstraint(condition=models.Q(('put_by', None), ('state', 'asked'), _connector='OR'), name='who_proposed_is_forgotten_after_the_answer'), models.CheckConstraint(condition=models.Q(('elected', False), ('state', 'stands'), _connector='OR'), name='nobody_is_elected_who_does_not_stand'), models.CheckConstraint(condition=models.Q(models.Q(('read_at', None), ('read_by', None)), models.Q(('read_at__isnull', False), ('read_by__isnull', False)), _connector='OR'), name='words_read_by_and_at_together')],
            },
        ),
        migrations.CreateModel(
            name='PaperCount',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('counted_at', models.DateTimeField()),
                ('papers', models.PositiveSmallIntegerField()),
                ('votes', models.JSONField(default=dict)),
                ('counted_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('election', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='paper_counts', to='councils.election')),
            ],
            options={
                'verbose_name': 'count of ballots on paper',
                'constraints': [models.UniqueConstraint(fields=('election', 'counted_by'), name='one_paper_count_per_person')],
            },
        ),
        migrations.CreateModel(
            name='Term',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('member', 'member of the committee'), ('chair', 'chair'), ('time_keeper', 'time-keeper'), ('note_taker', 'note-taker'), ('reporter', 'reporter'), ('presenter', 'presenter'), ('librarian', 'librarian')], max_length=20, verbose_name='office held')),
                ('called', models.CharField(blank=True, max_length=20)),
                ('came', models.CharField(choices=[('elected', 'elected'), ('drawn', 'drawn by lot'), ('named', 'named by the group')], max_length=10)),
                ('starts_on', models.DateField(verbose_name='begins on')),
                ('ends_on', models.DateField(verbose_name='ends on')),
                ('made_at', models.DateTimeField()),
                ('accepted_at', models.DateTimeField(null=True)),
                ('ended_at', models.DateTimeField(null=True)),
                ('went', models.CharField(blank=True, choices=[('over', 'the term is over'), ('down', 'gave the office back')], max_length=10)),
                ('council', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='councils.council')),
                ('election', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='terms', to='councils.election')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'term of office',
                'ordering': ['role', 'made_at', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_at', None)), fields=('council', 'role', 'person', 'starts_on'), name='one_term_per_person_and_office'), models.CheckConstraint(condition=models.Q(('came__in', ['elected', 'drawn', 'named']), ('role__in', ['member', 'chair', 'time_keeper', 'note_taker', 'reporter', 'presenter', 'librarian'])), name='known_office_and_way_into_it'), models.CheckConstraint(condition=models.Q(('starts_on__lt', models.F('ends_on'))), name='an_office_ends_after_it_begins'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('went', '')), models.Q(('ended_at__isnull', False), ('went__in', ['over', 'down'])), _connector='OR'), name='an_ended_term_says_how'), models.CheckConstraint(condition=models.Q(('came', 'named'), ('election__isnull', False), _connector='XOR'), name='elected_in_one')],
            },
        ),
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', models.CharField(blank=True, max_length=400, verbose_name='what is still open, and where things are')),
                ('at', models.DateTimeField()),
                ('taken_at', models.DateTimeField(null=True)),
                ('taken_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('term', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='handover', to='councils.term')),
            ],
            options={
                'verbose_name': 'handing over of an office',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('taken_at', None), ('taken_by', None)), models.Q(('taken_at__isnull', False), ('taken_by__isnull', False)), _connector='OR'), name='handover_taken_by_and_at_together')],
            },
        ),
    ]
