"""Grown rows are such as the pages really show, and what pages ask stays as little."""

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from voices import queries
from voices.models import Voice

pytestmark = pytest.mark.django_db


def test_grown_voices_are_public_and_found(client, capsys):
    call_command("grow", 90, only="voices")
    at = timezone.now()
    assert Voice.objects.count() == 90
    assert len(queries.public(Voice.objects.all(), at=at)) == 90
    assert len(queries.latest_public(at, 12)) == 12
    assert queries.search("斑马", at)
    with CaptureQueriesContext(connection) as seen:
        assert client.get(reverse("voices:wall")).status_code == 200
    assert len(seen) <= 10
