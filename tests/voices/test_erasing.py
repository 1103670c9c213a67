"""What had to stay for a safeguarding lead goes within the hour after, and the record says so once (PRI-6, SAF-6)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from moderation import actions as judging
from portal.accounts.roles import Role
from portal.audit import queries as audit
from portal.audit.models import Line
from portal.privacy import actions as privacy
from tests.making import accounts as make_accounts
from tests.making import voices as make
from voices.actions import erase_rest
from voices.models import Revision

pytestmark = pytest.mark.django_db
HARM = "爸爸打我，我不想活了。"


def test_the_record_tells_each_erasure_once():
    at = timezone.now()
    home, boss, lead = (
        make.home(age=9),
        make_accounts.staff(Role.SUPERVISOR),
        make_accounts.staff(Role.SAFEGUARDING_LEAD),
    )
    plain, locked = make.sent(home.child), make.sent(home.child, body=HARM)
    wish = privacy.wish(by=home.child, person=home.child.pk, kind="erase", words="", at=at)
    privacy.answer_wish(by=boss, wish=wish, yes=True, at=at)

    def erased():
        return [line.subject for line in audit.lines(act="voice.erased").order_by("pk")]

    assert erased() == [plain.subject]
    lines = Line.objects.count()
    for hour in range(3):
        erase_rest(at=at + timedelta(hours=hour))
    assert Line.objects.count() == lines
    case = make.again(locked).case
    judging.claim(by=lead, case=case, at=at)
    case.refresh_from_db()
    judging.clear(by=lead, case=case, revision=case.revision, digest=case.digest, best_interests="已安排", at=at)
    for hour in range(4, 7):
        erase_rest(at=at + timedelta(hours=hour))
    assert erased() == [plain.subject, locked.subject]
    assert not Revision.objects.filter(voice__author=home.child).exists()
