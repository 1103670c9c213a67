"""The demo holds a group that is over, with an evaluation and a report that were finished."""

import pytest
from django.core.management import call_command
from django.utils import translation

from activities.desk import queries
from activities.desk.models import Evaluation, TermReport

pytestmark = pytest.mark.django_db


def test_one_group_of_the_demo_is_evaluated_and_reported_of():
    call_command("seed")
    [evaluation], [report] = Evaluation.objects.all(), TermReport.objects.all()
    assert (evaluation.state, evaluation.done_at is not None, report.state) == ("closed", True, "final")
    translation.activate("zh-hans")
    shown = dict(queries.measured(evaluation)[0].rows)
    assert shown == {
        "一点也不 – 不太": [None, None, 18, 11], "一般 – 非常": [None, None, 12, 19],
        "全部回答": [None, None, 30, 30],
    }  # fmt: skip
    words = {section.part: section.words for section in queries.sections(report)}
    assert "3 次如期" in words["sessions"]
    assert "原来台阶也可以改" in words["evaluation"]
    assert words["coming"]
