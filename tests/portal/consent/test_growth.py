"""Families grown in bulk, for measuring, are allowed what they said yes to; a page of a hundred is one question."""

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from portal.consent import jobs, queries
from portal.consent.purposes import IN_USE

pytestmark = pytest.mark.django_db


def test_a_hundred_grown_children_are_decided_in_one_query(django_assert_num_queries):  # CON-20
    jobs.grow(100)
    at = timezone.now()
    children = set(
        get_user_model().objects.filter(pseudonym__startswith="长大的", kind="child").values_list("pk", flat=True)
    )
    things = jobs.ten_things()
    assert [len(children), len(things), {purpose for purpose, _scope in things}] == [100, jobs.EACH, set(IN_USE)]
    for purpose, scope in things:
        with django_assert_num_queries(1):
            assert queries.permitted(children, purpose, scope, at=at) == children
