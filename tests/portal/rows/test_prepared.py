"""A prepared query answers what its queryset would, for other values each time, and remembers no row."""

import uuid

import pytest
from django.db import connection
from django.db.models import CharField, DateTimeField, UUIDField
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.audit.models import Line
from portal.consent.models import GuardianLink
from portal.rows import prepared
from portal.rows.prepared import Bound, BoundList, Prepared
from tests.making import consent as make

pytestmark = pytest.mark.django_db


def links():
    return GuardianLink.objects.filter(child__among=BoundList("children", UUIDField())).order_by("made_at", "id")


def test_it_answers_as_the_queryset_does():
    homes = [make.family(child_age=9) for _ in range(3)]
    asked = Prepared(lambda: links().select_related("child", "guardian"))
    for some in (homes, homes[1:], homes[:1], []):
        children = [home.child.pk for home in some]
        usual = list(GuardianLink.objects.filter(child__in=children).order_by("made_at", "id"))
        assert asked(children=children) == usual
    (one,) = asked(children=[homes[0].child.pk])
    with CaptureQueriesContext(connection) as more:
        assert (one.child.pseudonym, one.guardian.pk) == (homes[0].child.pseudonym, homes[0].guardian.pk)
    assert not len(more)


def test_who_watches_the_queries_is_told_the_text_of_each():
    asked = Prepared(links)
    with CaptureQueriesContext(connection) as told:
        for _time in range(8):  # after five PostgreSQL's driver would prepare it
            asked(children=[])
    assert len(told) == 8
    assert all("consent_guardianlink" in each["sql"] for each in told)


def test_the_text_is_written_once_and_the_rows_are_read_each_time():
    built = []
    home = make.family(child_age=9)
    asked = Prepared(lambda: built.append(1) or links().values_list("relation", flat=True))
    before = asked(children=[home.child.pk])
    GuardianLink.objects.update(relation="grandparent")
    assert (before, asked(children=[home.child.pk])) == (["mother"], ["grandparent"])
    assert built == [1]


def test_a_cut_is_part_of_the_text_and_texts_do_not_pile_up(monkeypatch):
    monkeypatch.setattr(prepared, "MOST", 2)
    homes = [make.family(child_age=9) for _ in range(3)]
    children = [home.child.pk for home in homes]
    asked = Prepared(links)
    whole = asked(children=children)
    for cut in ((0, 1), (1, 3), (2, 3), (0, 2)):
        assert asked(cut=cut, children=children) == whole[slice(*cut)]
        assert len(asked._compiled) <= 2


def test_values_of_every_kind_are_converted():
    at, subject = timezone.now(), f"thing:{uuid.uuid4()}"
    by_word = Prepared(lambda: Line.objects.filter(subject=Bound("subject", CharField())).values_list("pk"))
    until = Prepared(lambda: Line.objects.filter(at__lte=Bound("at", DateTimeField())).values_list("at", flat=True))
    assert by_word(subject=f"{subject}' OR 1=1 --") == []
    assert all(when <= at for when in until(at=at))


def test_times_come_back_as_the_queryset_has_them():
    home = make.family(child_age=9)
    asked = Prepared(lambda: links().values_list("made_at", flat=True))
    (ours,), usual = asked(children=[home.child.pk]), GuardianLink.objects.get(pk=home.link.pk).made_at
    assert (ours, ours.tzinfo, ours.microsecond) == (usual, usual.tzinfo, usual.microsecond)


def test_a_value_that_is_missing_and_a_prefetch_are_refused():
    with pytest.raises(KeyError):
        Prepared(links)()
    with pytest.raises(ValueError, match="beside itself"):
        Prepared(lambda: links().prefetch_related("child"))(children=[])


@pytest.mark.services
def test_postgresql_plans_a_text_once():
    home = make.family(child_age=9)
    asked = Prepared(links)
    for _ in range(3):
        assert [link.pk for link in asked(children=[home.child.pk])] == [home.link.pk]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            ['%"consent_guardianlink"."child_id" = ANY(($1)) ORDER BY%'],
        )
        assert cursor.fetchall() == [(3,)]


def test_a_text_that_sorts_by_what_it_does_not_show_answers_without_it():
    home = make.family(child_age=9)
    asked = Prepared(lambda: links().values_list("relation", flat=True).distinct())
    assert asked(children=[home.child.pk]) == ["mother"]
