"""Taking an activity's row before anything of it changes."""

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from activities import policy
from activities.actions.refusals import NotYours
from activities.models import Activity


def locked(by, activity: Activity, at: datetime) -> Activity:
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if not policy.may_change(by, activity, at=at):
        raise NotYours(_("This activity belongs to other colleagues."))
    return activity
