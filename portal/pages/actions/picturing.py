"""Choosing the picture of an activity, and taking it away."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from portal.audit import log
from portal.pages import policy
from portal.pages.models import ActivityPicture, SiteImage
from portal.pages.queries import CARD, LARGE
from portal.privacy import queries as privacy
from portal.ui.refusals import Refusal


class NotThisPicture(Refusal):
    """It is somebody else's activity, or the picture is not what a page of ours may show."""


@transaction.atomic
def choose_picture(
    *, by, activity: Activity, image: SiteImage, alt: str, alt_en: str, nobody: bool, at: datetime
) -> ActivityPicture:
    """In place of the one before. `nobody`: whoever chooses has looked and found no child and nobody who is known.

    Both sizes are made now, so that reading a page makes nothing. Raises NotThisPicture.
    """
    activity = Activity.objects.select_for_update().get(pk=activity.pk)
    _refuse(by, activity, at)
    if not policy.may_use(by, image):
        raise NotThisPicture(_("This picture lies where you may not choose from."))
    if nobody is not True:
        raise NotThisPicture(_("A picture on which somebody can be recognised is on no page."))
    if not alt.strip() or not alt_en.strip():
        raise NotThisPicture(_("Say in both languages what it shows: not everybody sees it."))
    if privacy.is_real_name(f"{alt} {alt_en}"):
        raise NotThisPicture(_("A real name stands in it. Please write the name that the child has here."))
    facts = {"image": image, "alt": alt.strip(), "alt_en": alt_en.strip(), "nobody": True}
    facts |= {"chosen_by": by, "chosen_at": at}
    made, _new = ActivityPicture.objects.update_or_create(activity=activity, defaults=facts)
    image.get_renditions(CARD, LARGE)
    log.write("activity.picture_chosen", by=by, subject=f"activity:{activity.pk}", at=at, image=image.pk)
    return made


@transaction.atomic
def take_picture_away(*, by, activity: Activity, at: datetime) -> None:
    _refuse(by, activity, at)
    gone, _kinds = ActivityPicture.objects.filter(activity=activity).delete()
    if gone:
        log.write("activity.picture_gone", by=by, subject=f"activity:{activity.pk}", at=at)


def _refuse(by, activity: Activity, at: datetime) -> None:
    if not policy.may_choose_picture(by, activity, at=at):
        raise NotThisPicture(_("This activity belongs to other colleagues."))
