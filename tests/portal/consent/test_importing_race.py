"""One list of families carried out by several workers at one moment: nobody is registered twice."""

from datetime import date

from django.utils import timezone

from portal.consent import actions, queries
from portal.consent.kinds import Audience
from portal.consent.purposes import Purpose
from portal.privacy.models import Identity
from tests.making import consent as make
from tests.making import directory as make_directory

STEMS = "甲乙丙丁"


def test_two_who_carry_out_one_list_at_one_moment_register_nobody_twice(race):
    here, at = make_directory.office(), timezone.now()
    workers = [make.worker(office=here) for _ in range(4)]
    notice = queries.notice(Purpose.ACCOUNT, Audience.GUARDIAN, "zh-hans", at=at)
    about = {
        "language": "zh-hans",
        "relation": "mother",
        "real_name": "欧阳禾苗",
        "avatar": "kite",
        "reference": "2026-1",
    }
    about |= {"birth_date": date(2016, 5, 2), "said_on": timezone.localdate(at), "notice": notice}

    def carry(number):
        names = {"called": f"槐树下的大人{STEMS[number]}", "pseudonym": f"爱数台阶的猫{STEMS[number]}"}
        return actions.register_many(
            by=workers[number], office=here, digest="d", families=[about | names], at=timezone.now()
        )

    found = race(4, carry)
    assert sorted(type(each).__name__ for each in found) == ["NotAsTried"] * 3 + ["list"], found
    assert Identity.objects.count() == 1
