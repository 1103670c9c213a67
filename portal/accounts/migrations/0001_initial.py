import django.db.models.deletion
import django.db.models.functions.text
import portal.accounts.models.people
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
        ('directory', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(max_length=150, unique=True, verbose_name='sign-in name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('kind', models.CharField(choices=[('child', 'child'), ('guardian', 'guardian'), ('staff', 'staff'), ('partner', 'partner office')], default='guardian', max_length=10)),
                ('pseudonym', models.CharField(blank=True, max_length=30, verbose_name='name here')),
                ('avatar', models.CharField(choices=[('kite', 'kite'), ('persimmon', 'persimmon'), ('bell', 'bell'), ('bicycle', 'bicycle'), ('cat', 'cat'), ('moon', 'moon'), ('boots', 'rain boots'), ('thermos', 'thermos'), ('library-card', 'library card'), ('basketball', 'basketball'), ('street-lamp', 'street lamp'), ('dumpling', 'dumpling'), ('umbrella', 'umbrella'), ('fish', 'fish'), ('pinwheel', 'pinwheel'), ('key', 'key')], default='kite', max_length=20)),
                ('language', models.CharField(default='zh-hans', max_length=10)),
                ('is_active', models.BooleanField(default=True)),
                ('date_joined', models.DateTimeField(auto_now_add=True)),
                ('epoch', models.PositiveIntegerField(default=0, editable=False)),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'person',
                'constraints': [models.UniqueConstraint(django.db.models.functions.text.Lower('email'), condition=models.Q(('email', ''), _negated=True), name='one_account_per_email'), models.UniqueConstraint(django.db.models.functions.text.Lower('username'), name='one_account_per_username'), models.CheckConstraint(condition=models.Q(('kind__in', ['child', 'guardian', 'staff', 'partner'])), name='known_kind_of_person'), models.CheckConstraint(condition=models.Q(models.Q(('kind', 'child'), _negated=True), ('email', ''), _connector='OR'), name='no_email_of_a_child'), models.CheckConstraint(condition=models.Q(models.Q(('kind__in', ['child', 'guardian']), _negated=True), ('is_superuser', False), _connector='OR'), name='no_family_superuser')],
            },
            managers=[
                ('objects', portal.accounts.models.people.People()),
            ],
        ),
        migrations.CreateModel(
            name='Card',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('state', models.CharField(choices=[('ready', 'not used yet'), ('used', 'used'), ('replaced', 'replaced by a newer card')], default='ready', max_length=10)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('used_at', models.DateTimeField(null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='cards', to=settings.AUTH_USER_MODEL)),
                ('made_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cards_made', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'door-plate card',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['ready', 'used', 'replaced'])), name='known_state_of_card'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'used'), ('used_at__isnull', False)), models.Q(models.Q(('state', 'used'), _negated=True), ('used_at', None)), _connector='OR'), name='used_card_says_when'), models.UniqueConstraint(condition=models.Q(('state', 'ready')), fields=('child',), name='one_ready_card_per_child')],
            },
        ),
        migrations.CreateModel(
            name='ConductAcceptance',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('version', models.CharField(max_length=20)),
                ('accepted_at', models.DateTimeField()),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='conduct_acceptances', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('user', 'version'), name='conduct_accepted_once')],
            },
        ),
        migrations.CreateModel(
            name='Device',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('own_phone', models.BooleanField(default=False, verbose_name="the child's own phone")),
                ('bound_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('child', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='devices', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'phone of a child',
            },
        ),
        migrations.CreateModel(
            name='Qualification',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('vetting', 'criminal record inquiry'), ('training', 'child protection training')], max_length=10, verbose_name='kind')),
                ('checked_on', models.DateField(verbose_name='checked on')),
                ('expires_at', models.DateTimeField(verbose_name='runs out at')),
                ('announced_at', models.DateTimeField(null=True)),
                ('checked_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='qualifications_checked', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='qualifications', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'qualification',
                'indexes': [models.Index(fields=['user', 'kind', 'expires_at'], name='qualification_in_date')],
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['vetting', 'training'])), name='known_qualification')],
            },
        ),
        migrations.CreateModel(
            name='RoleGrant',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('worker', "social worker: checks a family's papers at the centre"), ('facilitator', 'facilitator: leads activities and live rooms'), ('moderator', 'moderator: reads what children write before others do'), ('curator', "curator: carries children's words into briefs"), ('supervisor', 'supervisor: looks after the work of others'), ('safeguarding_lead', 'safeguarding lead: the only one who opens locked cases'), ('editor', 'editor: writes the public pages'), ('partner', 'partner office: receives what children say and owes an answer')], max_length=20, verbose_name='role')),
                ('granted_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(null=True)),
                ('ended_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roles_ended', to=settings.AUTH_USER_MODEL)),
                ('granted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='roles_granted', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to='directory.office')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='role_grants', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'role of a person',
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['worker', 'facilitator', 'moderator', 'curator', 'supervisor', 'safeguarding_lead', 'editor', 'partner'])), name='known_role'), models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('ended_by', None)), models.Q(('ended_at__isnull', False), ('ended_by__isnull', False)), _connector='OR'), name='role_ended_by_somebody'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('office__isnull', False)), fields=('user', 'role', 'office'), name='one_live_grant_per_office'), models.UniqueConstraint(condition=models.Q(('ended_at', None), ('office', None)), fields=('user', 'role'), name='one_live_grant_without_office')],
            },
        ),
        migrations.CreateModel(
            name='ChildSecret',
            fields=[
                ('child', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='secret', serialize=False, to=settings.AUTH_USER_MODEL)),
                ('kind', models.CharField(choices=[('pictures', 'four pictures'), ('passphrase', 'a few words')], max_length=10)),
                ('hashed', models.CharField(max_length=200)),
                ('wrong', models.PositiveSmallIntegerField(default=0)),
                ('set_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'how a child signs in',
                'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['pictures', 'passphrase'])), name='known_kind_of_secret')],
            },
        ),
    ]
