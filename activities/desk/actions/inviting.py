"""Inviting children from a list: a letter to the child and to home. Who joins is the child's to say, and home's."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from activities import policy
from activities.desk import queries
from activities.desk.actions.plans import NotReady
from activities.desk.actions.refusals import NotYours
from activities.desk.kinds import Outcome
from activities.desk.models import Invited
from activities.models import Activity
from portal.accounts.models import User
from portal.audit import log
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.notices import actions as notices


@transaction.atomic
def invite_many(*, by, activity: Activity, children: list[UUID], digest: str, at: datetime) -> list[Invited]:
    """All of them or none; each must stand as it stood when the list was tried. `digest` names the file on record.

    No place is kept and nobody's yes is written down. Raises NotYours, NotReady.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    if not policy.may_change(by, activity, at=at):
        raise NotYours(_("This activity belongs to other colleagues."))
    if not policy.is_joinable(activity, at=at):
        raise NotReady(_("This activity is not taking new people now."))
    names = list(User.objects.filter(pk__in=children).values_list("pseudonym", flat=True))
    told = queries.invitable(activity, names, at=at)
    if {child.pk for outcome, child in told if outcome == Outcome.NEW} != set(children):
        raise NotReady(_("Something has changed since the list was tried, and nothing was done. Please try it again."))
    made = [_invite(by, activity, child, at) for _outcome, child in told]
    log.write("places.invited", by=by, subject=f"activity:{activity.pk}", at=at, file=digest, rows=len(made))
    return made


def _invite(by, activity: Activity, child: User, at: datetime) -> Invited:
    made = Invited.objects.create(activity=activity, child=child, made_by=by, made_at=at)
    people = [(child, "desk.invited")]
    homes = consent.guardians_to_ask(child, Purpose.ACTIVITY, at=at)
    people += [(adult, "desk.invited_home") for adult in homes if adult.is_active]
    for person, kind in people:
        with translation.override(person.language):
            name = activity.label
        about = f"child:{child.pk}"
        notices.tell(person=person, kind=kind, about=about, at=at, name=name, activity=str(activity.pk))
    return made
