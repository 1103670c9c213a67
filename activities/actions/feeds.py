"""Making and stopping the secret address of somebody's calendar."""

import secrets
from datetime import datetime

from django.db import transaction

from activities.models import Feed
from portal.accounts.models import User
from portal.accounts.queries import hashed
from portal.audit import log


@transaction.atomic
def make_feed(*, by, neutral: bool, at: datetime) -> tuple[Feed, str]:
    """A new address; one that was in use before opens nothing from then on. The token is shown once and not kept."""
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    stop_feed(by=by, at=at)
    token = secrets.token_urlsafe(32)
    feed = Feed.objects.create(person=by, mark=hashed(token), neutral=neutral, made_at=at)
    log.write("feed.made", by=by, subject=f"feed:{feed.pk}", at=at)
    return feed, token


@transaction.atomic
def stop_feed(*, by, at: datetime) -> None:
    for feed in Feed.objects.select_for_update().filter(person=by, stopped_at=None):
        feed.stopped_at = at
        feed.save(update_fields=["stopped_at"])
        log.write("feed.stopped", by=by, subject=f"feed:{feed.pk}", at=at)
