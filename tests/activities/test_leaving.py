"""A facilitator who leaves leads nothing any more, and the supervisors hear what nobody leads now."""

import pytest
from django.urls import reverse
from django.utils import translation

from activities.states import State
from portal.accounts import actions as accounts
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.notices.queries import inbox
from tests.making import accounts as make_accounts
from tests.making import activities as make
from tests.making import directory as make_directory

pytestmark = pytest.mark.django_db
AT = make_accounts.AT


def test_leads_of_who_leaves_are_handed_back():  # SEC-8
    office, elsewhere = make_directory.office(), make_directory.office()
    boss = make_accounts.staff(Role.SUPERVISOR, office=office)
    stranger = make_accounts.staff(Role.SUPERVISOR, office=elsewhere)
    gone, stays = (make_accounts.staff(Role.FACILITATOR, office=office) for _ in range(2))
    alone, shared, over = (
        make.activity(office=office, name=name, state=state)
        for name, state in (("一米走读", State.OPEN), ("图书小管家", State.OPEN), ("去年的", State.CLOSED))
    )
    for activity in (alone, shared, over):
        make.lead(activity, gone)
    make.lead(shared, stays)
    with translation.override("zh-hans"):
        accounts.leave(by=boss, person=gone, at=AT)
        told = [(m.subject, m.url) for m in inbox(boss)]
    led = {each.name: {lead.person for lead in each.leads.all()} for each in (alone, shared, over)}
    assert led == {"一米走读": set(), "图书小管家": {stays}, "去年的": {gone}}  # what is over stays as it was
    assert told == [("一米走读 没有人带了", reverse("activities_desk:roster", args=[alone.pk]))]
    assert not inbox(stranger).exists()
    assert audit.lines(act="activity.lead_removed").count() == 2
