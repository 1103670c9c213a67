import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ('activities', '0001_initial'),
        ('directory', '0002_contact'),
    ]

    operations = [
        migrations.CreateModel(
            name='Draw',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('seed', models.CharField(max_length=64)),
                ('seal', models.CharField(max_length=64)),
                ('sealed_at', models.DateTimeField()),
                ('drawn_at', models.DateTimeField(null=True)),
                ('drawn', models.JSONField(default=list)),
                ('activity', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='draw', to='activities.activity')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('seed', ''), _negated=True), models.Q(('seal', ''), _negated=True), models.Q(('drawn_at', None), ('drawn_at__gt', models.F('sealed_at')), _connector='OR')), name='drawn_after_sealed')],
            },
        ),
        migrations.RemoveConstraint(
            model_name='place',
            name='known_state_of_place',
        ),
        migrations.AddField(
            model_name='activity',
            name='how_chosen',
            field=models.CharField(blank=True, editable=False, max_length=200),
        ),
        migrations.AddField(
            model_name='activity',
            name='how_chosen_en',
            field=models.CharField(blank=True, editable=False, max_length=300),
        ),
        migrations.AddField(
            model_name='activity',
            name='names_until',
            field=models.DateTimeField(blank=True, help_text='Only where places are not given at once.', null=True, verbose_name='names are collected until'),
        ),
        migrations.AddField(
            model_name='activity',
            name='priority',
            field=models.CharField(choices=[('first', 'who says yes first'), ('lottery', 'drawn by lot'), ('choice', 'those who lead choose')], default='first', max_length=10, verbose_name='how places are given'),
        ),
        migrations.AddField(
            model_name='activity',
            name='settled_at',
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AddField(
            model_name='place',
            name='lot',
            field=models.CharField(blank=True, max_length=8),
        ),
        migrations.AddField(
            model_name='place',
            name='turn',
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AlterField(
            model_name='place',
            name='state',
            field=models.CharField(choices=[('asked', 'ask at home'), ('listed', 'your name is in'), ('waiting', 'in the queue'), ('offered', 'a place is kept for you'), ('held', 'you have a place'), ('left', 'not in it any more')], max_length=10),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('priority__in', ['first', 'lottery', 'choice'])), name='known_priority_of_activity'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('names_until', None), ('priority', 'first'), ('settled_at', None)), models.Q(models.Q(('priority', 'first'), _negated=True), ('names_until__isnull', False)), _connector='OR'), name='names_until_where_not_first', violation_error_message='Say until when names are collected; not where places are given at once.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('names_until', None), ('names_until__lt', models.F('starts_at')), _connector='OR'), name='names_end_before_it_begins', violation_error_message='Names are collected until some time before it begins.'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(('settled_at', None), ('settled_at__gte', models.F('names_until')), _connector='OR'), name='settled_after_names_end'),
        ),
        migrations.AddConstraint(
            model_name='activity',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('priority', 'choice'), _negated=True), ('settled_at', None), models.Q(('how_chosen', ''), _negated=True), _connector='OR'), name='chosen_says_how'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.UniqueConstraint(condition=models.Q(('lot', ''), _negated=True), fields=('activity', 'lot'), name='one_lot_per_place'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'listed'), _negated=True), models.Q(('lot', ''), _negated=True), _connector='OR'), name='a_listed_name_has_a_lot'),
        ),
        migrations.AddConstraint(
            model_name='place',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['asked', 'listed', 'waiting', 'offered', 'held', 'left'])), name='known_state_of_place'),
        ),
    ]
