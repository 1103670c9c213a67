"""Children who began alone, in tests: the message that went out, its token, the grown-up it went to."""

import re
from datetime import date

from django.core import mail
from django.utils import timezone

from portal.accounts.kinds import Kind
from portal.accounts.models import User
from portal.consent import actions, queries
from portal.consent.purposes import Purpose
from tests.making import accounts as make
from tests.making import consent as make_consent

MAIL = "grandma@example.org"
NUMBER = "13912345678"


def begin(*, contact=MAIL, name="爱数台阶的猫", own_phone=True, language="zh-hans", at=None):
    """A start as the page makes it; carries the browser's `token`. Call within `django_capture_on_commit_callbacks`."""
    return actions.start(
        pseudonym=name, avatar="cat", language=language, contact=contact, own_phone=own_phone, at=at or timezone.now()
    )


def token_in(letter=None) -> str:
    """The token of the link in a letter, the last one unless another is given."""
    return re.search(r"/asked/([\w-]+)/", (letter or mail.outbox[-1]).body).group(1)


def grown_up(*, email=MAIL, at=None) -> User:
    """A guardian whose verified address this is."""
    return make.guardian(email=email, at=at or timezone.now())


def grown_up_by_phone(number=NUMBER, *, at=None) -> User:
    """A guardian without an address, who typed a code that came to this number."""
    from portal.accounts import actions as accounts

    person = make_consent.person(Kind.GUARDIAN, email="")
    accounts.number_answered(by=person, person=person, number=number, at=at or timezone.now())
    return person


def says_yes(person, token, *, browser=(), at=None, born=date(2015, 5, 4)):
    at = at or timezone.now()
    notice = queries.notice(Purpose.ACCOUNT, "guardian", "zh-hans", at=at)
    return actions.welcome(
        by=person, token=token, browser=browser, real_name="欧阳禾苗", birth_date=born, relation="mother",
        notice=notice, at=at,
    )  # fmt: skip
