import django.db.models.deletion
import django.db.models.functions.text
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('consent', '0006_reminders'),
    ]

    operations = [
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('phone', 'phone'), ('email', 'e-mail'), ('emergency', 'whom to call when something happens')], max_length=10)),
                ('mark', models.CharField(db_index=True, max_length=64)),
                ('token_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField(db_index=True)),
                ('expires_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('ready', 'not answered yet'), ('replaced', 'replaced by a newer link'), ('yes', 'answered with yes'), ('no', 'answered with no')], default='ready', max_length=10)),
                ('settled_at', models.DateTimeField(null=True)),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'link to a grown-up',
            },
        ),
        migrations.CreateModel(
            name='Start',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('pseudonym', models.CharField(max_length=30)),
                ('avatar', models.CharField(choices=[('kite', 'kite'), ('persimmon', 'persimmon'), ('bell', 'bell'), ('bicycle', 'bicycle'), ('cat', 'cat'), ('moon', 'moon'), ('boots', 'rain boots'), ('thermos', 'thermos'), ('library-card', 'library card'), ('basketball', 'basketball'), ('street-lamp', 'street lamp'), ('dumpling', 'dumpling'), ('umbrella', 'umbrella'), ('fish', 'fish'), ('pinwheel', 'pinwheel'), ('key', 'key')], max_length=20)),
                ('language', models.CharField(max_length=10)),
                ('own_phone', models.BooleanField(default=False)),
                ('browser_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('state', models.CharField(choices=[('waiting', 'waiting for a grown-up'), ('yes', 'a grown-up said yes'), ('no', 'no grown-up has said yes')], default='waiting', max_length=10)),
                ('settled_at', models.DateTimeField(null=True)),
                ('child', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'start of a child',
                'constraints': [models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'yes', 'no'])), name='known_state_of_start'), models.CheckConstraint(condition=models.Q(models.Q(('child__isnull', False), ('state', 'yes')), models.Q(models.Q(('state', 'yes'), _negated=True), ('child', None)), _connector='OR'), name='a_child_after_a_yes'), models.CheckConstraint(condition=models.Q(models.Q(('settled_at', None), ('state', 'waiting')), models.Q(models.Q(('state', 'waiting'), _negated=True), ('settled_at__isnull', False)), _connector='OR'), name='start_settled_says_when'), models.UniqueConstraint(django.db.models.functions.text.Lower('pseudonym'), condition=models.Q(('state', 'waiting')), name='one_waiting_start_per_name')],
            },
        ),
        migrations.AddField(
            model_name='guardianlink',
            name='agreed_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AlterField(
            model_name='guardianlink',
            name='state',
            field=models.CharField(choices=[('waiting', 'papers not seen yet'), ('confirmed', 'confirmed'), ('suspended', 'resting'), ('disputed', 'disputed'), ('ended', 'ended')], default='waiting', max_length=10),
        ),
        migrations.AddConstraint(
            model_name='guardianlink',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'confirmed'), _negated=True), ('papers_at__isnull', False), ('agreed_at__isnull', False), _connector='OR'), name='confirmed_by_both_or_by_papers'),
        ),
        migrations.AddField(
            model_name='invitation',
            name='start',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='consent.start'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ready', 'replaced', 'yes', 'no'])), name='known_state_of_invitation'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', True), ('settled_by__isnull', True)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='invitation_settled_at_with_by'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('settled_at__isnull', False), ('state__in', ['yes', 'no'])), models.Q(('settled_at', None), ('state__in', ['ready', 'replaced'])), _connector='OR'), name='an_answer_says_when'),
        ),
        migrations.AddConstraint(
            model_name='invitation',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'ready')), fields=('start',), name='one_ready_link_per_start'),
        ),
    ]
