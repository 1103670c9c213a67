"""A judge who leaves holds no case: the next one takes it at once, not when the claim would have run out."""

import pytest

from moderation.actions import AlreadyClaimed
from moderation.models import Case
from portal.accounts import actions as accounts
from portal.accounts.roles import Role
from portal.audit import queries as audit
from tests.making import accounts as make_accounts
from tests.making import directory as make_directory
from tests.making import moderation as make

pytestmark = pytest.mark.django_db
AT = make.AT


def test_claims_of_who_leaves_are_free():  # SEC-8
    office = make_directory.office()
    boss = make_accounts.staff(Role.SUPERVISOR, office=office)
    gone, stays, other = (make.moderator(office=office) for _ in range(3))
    theirs, kept = make.sent(office=office), make.sent(office=office)
    make.claimed(theirs, gone)
    make.claimed(kept, other)
    with pytest.raises(AlreadyClaimed):
        make.claimed(theirs, stays)
    accounts.leave(by=boss, person=gone, at=AT)
    assert make.claimed(theirs, stays).claimed_by == stays
    assert Case.objects.get(pk=kept.pk).claimed_by == other
    line = audit.lines(act="moderation.unclaimed", subject=theirs.subject).get()
    assert (line.actor, line.detail) == (boss.pk, {"of": str(gone.pk)})
