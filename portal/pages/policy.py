"""Who may do what at the front door, as sentences."""

from datetime import datetime

from wagtail.permissions import policy_registry

from activities import policy as activities
from activities.models import Activity
from portal.accounts import queries as accounts
from portal.accounts.roles import Role


def may_choose_pictures(person, *, at: datetime) -> bool:
    """An editor, or somebody who leads activities and is in date."""
    if not (person.is_authenticated and person.is_staff):
        return False
    return accounts.has_role(person, Role.EDITOR, at=at) or activities.may_make(person, at=at)


def may_use(person, image) -> bool:
    """Whether the picture lies in a collection from which this person may choose, as in Wagtail's own chooser."""
    return policy_registry.get_by_type(type(image)).user_has_permission_for_instance(person, "choose", image)


def may_choose_picture(person, activity: Activity, *, at: datetime) -> bool:
    """An editor of the activity's office, or somebody who may change the activity."""
    edits = accounts.reach(person, frozenset({Role.EDITOR}), at=at)
    return activity.office_id in edits or activities.may_change(person, activity, at=at)
