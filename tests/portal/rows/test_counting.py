"""Many counts in one question say what each would say alone."""

import pytest
from django.db.models import Count, Q
from django.utils import timezone

from portal.accounts.models import Device, User
from portal.audit.models import Line
from portal.privacy import queries as privacy
from portal.rows.counting import counts
from tests.making import voices as make_voices

pytestmark = pytest.mark.django_db


def test_each_counts_as_it_would_alone(django_assert_num_queries):
    for number in range(3):
        Line.objects.create(act="test.done", subject=f"test:{number}", at=timezone.now(), detail={"a": "50% %s"})
    lines = Line.objects.filter(act="test.done")
    found = [
        lines,
        lines.order_by("-at"),
        lines.filter(subject="test:1"),
        lines.filter(detail__a="50% %s"),
        lines.none(),
        lines.filter(pk__in=[]),
        User.objects.annotate(many=Count("pk")).filter(Q(many__gt=0) | Q(pk__in=User.objects.all())),
        Device.objects.filter(child__in=User.objects.filter(kind="child")),
    ]
    wanted = [each.count() for each in found]
    with django_assert_num_queries(1):
        assert counts(found) == wanted
    with django_assert_num_queries(0):
        assert counts([lines.none(), lines.none()]) == [0, 0]


def test_what_is_kept_of_a_child_is_counted_as_it_is(django_assert_max_num_queries):
    home = make_voices.home(age=9)
    make_voices.out(home.child)
    for reader in (home.child, home.guardian):
        tables = [table for _part, table in privacy.shown_to(home.child.pk, reader.pk)]
        wanted = [privacy.rows_of(table, home.child.pk, reader.pk).count() for table in tables]
        assert sum(wanted) > 5
        with django_assert_max_num_queries(4):
            assert [each.number for each in privacy.kept_of(home.child.pk, reader=reader.pk)] == wanted
