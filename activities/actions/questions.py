"""Questions of an activity: written by those who lead it, answered by children who join, kept until shortly after."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities import queries
from activities.actions.locking import locked
from activities.actions.refusals import NotReady, NotYours
from activities.models import Activity
from portal.asking import actions as asking
from portal.asking.models import Question

ANSWERS_KEPT = timedelta(days=30)  # after it is over; then they are erased


@transaction.atomic
def ask(*, by, activity: Activity, at: datetime, **facts) -> Question:
    """`facts` as `portal.asking.actions.ask` takes them; raises its refusal where health or identity is asked about."""
    activity = locked(by, activity, at)
    if activity.questions is None:
        activity.questions = asking.begin(by=by, keep_until=activity.ends_at + ANSWERS_KEPT, at=at)
        activity.save(update_fields=["questions"])
    return asking.ask(by=by, questionnaire=activity.questions, at=at, **facts)


@transaction.atomic
def drop(*, by, activity: Activity, question: Question, at: datetime) -> None:
    activity = locked(by, activity, at)
    if question.questionnaire_id != activity.questions_id:
        raise NotYours(_("This question belongs to another activity."))
    asking.drop(by=by, question=question, at=at)


@transaction.atomic
def answer(*, by, activity: Activity, said: dict[UUID, object], at: datetime) -> bool:
    """A child with a place, or who waits for one, answers anew; whether words went to the safeguarding lead."""
    if queries.place_of(by, activity) is None or activity.questions is None:
        raise NotReady(_("These questions are for those who want to come."))
    facts = {"office": activity.office, "where": activity.name}
    return asking.answer(by=by, questionnaire=activity.questions, said=said, at=at, **facts)
