"""Every revision keeps the grown-up who helped to write it; under eight there is always one (decisions: Ages)."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Case, OuterRef, Subquery, When
from django.db.models.functions import Coalesce

from portal.rows.append_only import Lifted, Unchangeable

YOUNG = models.Q(age_years__isnull=True) | models.Q(age_years__lt=8)


def keep_who_helped(apps, schema_editor):
    """From the voice; where a young child was not asked yet, it was their guardian, without whom they have no account."""
    revision, voice, link = (
        apps.get_model(*name)
        for name in (("voices", "Revision"), ("voices", "Voice"), ("consent", "GuardianLink"))
    )
    named = voice.objects.filter(pk=OuterRef("voice")).values("helper")
    author = voice.objects.filter(pk=OuterRef(OuterRef("voice"))).values("author")
    home = link.objects.filter(child__in=author).order_by("made_at").values("guardian")[:1]
    young = When(YOUNG, then=Coalesce(Subquery(named), Subquery(home)))
    # In one statement: PostgreSQL alters no table in which a row was changed twice in the same transaction.
    revision.objects.update(helper=Case(young, default=Subquery(named)))


class Migration(migrations.Migration):

    dependencies = [
        ('consent', '0002_append_only'),
        ('voices', '0002_unchangeable'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        Lifted(Unchangeable("revision")),
        migrations.AddField(
            model_name='revision',
            name='helper',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.RunPython(keep_who_helped, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name='revision',
            constraint=models.CheckConstraint(condition=models.Q(('helper__isnull', False), models.Q(('age_years__gte', 8), ('age_years__isnull', False)), _connector='OR'), name='voices_young_write_with_somebody'),
        ),
        migrations.AddConstraint(
            model_name='voice',
            constraint=models.CheckConstraint(condition=models.Q(('helper', models.F('author')), _negated=True), name='voices_helper_is_another'),
        ),
        Unchangeable("revision"),
    ]
