"""A guardian who is asked about an activity sees what else of the child's falls at the same time."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from activities import queries as activities
from portal.consent import actions
from portal.consent.models import Ask
from portal.consent.purposes import Level, Purpose
from tests.making import accounts
from tests.making import activities as make
from tests.making import consent as families

pytestmark = pytest.mark.django_db
START = timezone.now() + timedelta(days=3)


def with_time(name, hours):
    made = make.activity(name=name)
    start = START + timedelta(hours=hours)
    make.session(made, starts_at=start, ends_at=start + timedelta(hours=2))
    return made


@pytest.mark.parametrize(
    ("hours", "level", "seen"),
    [(1, Level.G2, True), (2, Level.G2, False), (1, Level.G1, False)],
    ids=["overlaps", "one-after-the-other", "papers-not-seen"],
)
def test_what_falls_together_is_shown_to_who_sees_the_childs_places(client, hours, level, seen):
    home = families.family(child_age=9, level=level)
    make.place(with_time("小声电台", hours), home.child)
    wanted = with_time("一米走读", 0)
    actions.ask(
        by=home.guardian, child=home.child, purpose=Purpose.ACTIVITY, scope=activities.scope(wanted),
        about={"zh-hans": wanted.name, "en": wanted.name}, ends_at=wanted.ends_at, at=timezone.now(),
    )  # fmt: skip
    accounts.sign_in(client, home.guardian)
    page = client.get(reverse("family:ask", args=[Ask.objects.get().pk]), follow=True)
    assert page.status_code == 200
    assert ("小声电台" in page.content.decode()) is seen
