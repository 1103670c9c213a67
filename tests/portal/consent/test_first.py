"""The one question, in small."""

import pytest
from django.db import DatabaseError, transaction

from portal.consent import actions, queries
from portal.consent.models import Event
from portal.consent.purposes import Purpose
from tests.making import consent as make

pytestmark = pytest.mark.django_db


def test_absence_is_refusal_and_both_yeses_permit(settings):
    from django.utils import timezone

    home, at = make.family(child_age=None), timezone.now()
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=at)
    make.says(home.guardian, home.child, Purpose.PUBLISH)
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=at)
    make.says(home.child, home.child, Purpose.PUBLISH)
    assert queries.may(home.child.pk, Purpose.PUBLISH, at=at)
    actions.withdraw(by=home.guardian, child=home.child, purpose=Purpose.PUBLISH, at=at)
    assert not queries.may(home.child.pk, Purpose.PUBLISH, at=at)


def test_answers_cannot_be_changed():  # CON-2
    home = make.family(child_age=None)
    event = make.says(home.guardian, home.child, Purpose.PUBLISH)
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(state="given")
    with pytest.raises(DatabaseError), transaction.atomic():
        event.delete()
