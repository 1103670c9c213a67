"""Asking a family."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import queries
from portal.consent.actions.answers import NotAsked
from portal.consent.models import Ask
from portal.consent.purposes import Missing, rule
from portal.notices.actions import tell
from portal.notices.queries import unread_of as unread

NEWS = "consent.asked"  # several questions at once are one message


@transaction.atomic
def ask(
    *,
    by,
    child,
    purpose,
    scope: str = "",
    about: dict | None = None,
    recipients: list[dict] | None = None,
    ends_at: datetime | None = None,
    at: datetime,
) -> Ask:
    """Puts one question before a family, once; asking again only brings its words, recipients and end up to date."""
    if bool(scope) != rule(purpose).scoped:
        raise ValueError(f"{purpose} with scope {scope!r}")
    if purpose not in queries.purposes_in_use():
        raise NotAsked(_("Nobody is asked for this here."))
    found, made = Ask.objects.get_or_create(
        child=child,
        purpose=purpose,
        scope=scope,
        defaults={
            "about": about or {},
            "recipients": recipients or [],
            "ends_at": ends_at,
            "asked_at": at,
            "asked_by": by,
        },
    )
    if made:
        log.write("consent.asked", by=by, subject=f"child:{child.pk}", at=at, purpose=str(purpose), scope=scope)
        about_child = f"child:{child.pk}"
        for guardian in queries.guardians_to_ask(child, purpose, at=at):
            if guardian.pk != by.pk and not unread(guardian, kind=NEWS, about=about_child).exists():
                tell(person=guardian, kind=NEWS, about=about_child, at=at)
    else:
        now = about or found.about, recipients or found.recipients, ends_at
        if (found.about, found.recipients, found.ends_at) != now:
            found.about, found.recipients, found.ends_at = now
            found.save(update_fields=["about", "recipients", "ends_at"])
    return found


def ask_whoever_is_left(*, by, closed, quietly: bool, at: datetime) -> None:
    """After answers of one adult fell away: where a purpose has nobody's yes now, its question waits for the others on
    their pages, and they hear of it unless it is done `quietly`. No act of its own: part of one that was logged."""
    for event in closed:
        missing = queries.may(event.child_id, event.purpose, event.scope, at=at).missing
        if not {Missing.GUARDIAN, Missing.LEVEL} & set(missing):
            continue
        if not event.scope:
            defaults = {"asked_at": at, "asked_by": by}
            Ask.objects.get_or_create(child=event.child, purpose=event.purpose, scope="", defaults=defaults)
        about = f"child:{event.child_id}"
        for guardian in queries.guardians_to_ask(event.child, event.purpose, at=at).exclude(pk=event.actor_id):
            if not quietly and not unread(guardian, kind=NEWS, about=about).exists():
                tell(person=guardian, kind=NEWS, about=about, at=at)
