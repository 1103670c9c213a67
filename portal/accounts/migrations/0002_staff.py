import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('directory', '0001_initial'),
        # What others made goes first: each of their steps draws all models anew that stand around a person; with ours
        # already beside them an empty database took 69 seconds of a processor instead of 60.
        ('django_tasks_database', '0021_conditional_partial_index_ordering'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('taggit', '0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx'),
        ('usersessions', '0001_initial'),
        ('wagtailadmin', '0006_formstate'),
        ('wagtaildocs', '0014_alter_document_file_size'),
        ('wagtailembeds', '0009_embed_cache_until'),
        ('wagtailimages', '0027_image_description'),
        ('wagtailsearch', '0010_add_text_fields'),
        ('wagtailusers', '0015_userprofile_keyboard_shortcuts'),
    ]

    operations = [
        migrations.CreateModel(
            name='Proposal',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('role', models.CharField(choices=[('worker', "social worker: checks a family's papers at the centre"), ('facilitator', 'facilitator: leads activities and live rooms'), ('moderator', 'moderator: reads what children write before others do'), ('curator', "curator: carries children's words into briefs"), ('supervisor', 'supervisor: looks after the work of others'), ('safeguarding_lead', 'safeguarding lead: the only one who opens locked cases'), ('data_officer', 'data officer: answers for what is kept about families'), ('editor', 'editor: writes the public pages'), ('partner', 'partner office: receives what children say and owes an answer')], max_length=20, verbose_name='role')),
                ('asked_at', models.DateTimeField()),
                ('settled_at', models.DateTimeField(null=True)),
                ('given', models.BooleanField(default=False)),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('office', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='directory.office')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles_proposed', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'role that waits for a second yes',
                'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['worker', 'facilitator', 'moderator', 'curator', 'supervisor', 'safeguarding_lead', 'data_officer', 'editor', 'partner'])), name='known_role_proposed'), models.CheckConstraint(condition=models.Q(models.Q(('given', False), ('settled_at', None), ('settled_by', None)), models.Q(('settled_at__isnull', False), ('settled_by__isnull', False)), _connector='OR'), name='proposal_settled_by_somebody'), models.CheckConstraint(condition=models.Q(('asked_by', models.F('user')), _negated=True), name='no_role_for_oneself'), models.CheckConstraint(condition=models.Q(('given', False), models.Q(models.Q(('settled_by', models.F('asked_by')), _negated=True), models.Q(('settled_by', models.F('user')), _negated=True)), _connector='OR'), name='proposal_given_by_two'), models.UniqueConstraint(condition=models.Q(('settled_at', None)), fields=('user', 'role', 'office'), name='one_open_proposal')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='conductacceptance',
            name='conduct_accepted_once',
        ),
        migrations.RemoveConstraint(
            model_name='rolegrant',
            name='known_role',
        ),
        migrations.AddField(
            model_name='conductacceptance',
            name='digest',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='qualification',
            name='reference',
            field=models.CharField(blank=True, max_length=40, verbose_name='number in the folder'),
        ),
        migrations.AddField(
            model_name='qualification',
            name='result',
            field=models.CharField(choices=[('clear', 'in order'), ('not_clear', 'not in order: no work with children')], default='clear', max_length=10, verbose_name='result'),
        ),
        migrations.AddField(
            model_name='qualification',
            name='warned_at',
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name='user',
            name='pause_code',
            field=models.CharField(blank=True, choices=[('away', 'away for a while'), ('papers', 'a paper is missing'), ('lost', 'phone or password lost'), ('concern', 'a concern is being looked into')], editable=False, max_length=10),
        ),
        migrations.AddField(
            model_name='user',
            name='paused_until',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name='rolegrant',
            name='role',
            field=models.CharField(choices=[('worker', "social worker: checks a family's papers at the centre"), ('facilitator', 'facilitator: leads activities and live rooms'), ('moderator', 'moderator: reads what children write before others do'), ('curator', "curator: carries children's words into briefs"), ('supervisor', 'supervisor: looks after the work of others'), ('safeguarding_lead', 'safeguarding lead: the only one who opens locked cases'), ('data_officer', 'data officer: answers for what is kept about families'), ('editor', 'editor: writes the public pages'), ('partner', 'partner office: receives what children say and owes an answer')], max_length=20, verbose_name='role'),
        ),
        migrations.AddConstraint(
            model_name='conductacceptance',
            constraint=models.UniqueConstraint(fields=('user', 'version', 'digest'), name='conduct_accepted_once'),
        ),
        migrations.AddConstraint(
            model_name='qualification',
            constraint=models.CheckConstraint(condition=models.Q(('result__in', ['clear', 'not_clear'])), name='known_result_of_check'),
        ),
        migrations.AddConstraint(
            model_name='rolegrant',
            constraint=models.CheckConstraint(condition=models.Q(('role__in', ['worker', 'facilitator', 'moderator', 'curator', 'supervisor', 'safeguarding_lead', 'data_officer', 'editor', 'partner'])), name='known_role'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('pause_code__in', ['', 'away', 'papers', 'lost', 'concern'])), name='known_code_of_pause'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('pause_code', ''), models.Q(('is_active', False), models.Q(('kind__in', ['child', 'guardian']), _negated=True)), _connector='OR'), name='paused_is_closed'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('paused_until', None), ('pause_code__in', ['away', 'lost', 'papers']), _connector='OR'), name='no_concern_ends_by_itself'),
        ),
    ]
