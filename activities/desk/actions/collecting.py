"""The list of people who may collect a child and say nothing for it."""

import json
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.desk import policy
from activities.desk.models import PickUp
from portal.audit import log
from portal.privacy import vault
from portal.ui.refusals import Refusal

MOST, LONGEST = 6, 40


class NotOnTheList(Refusal):
    pass


@transaction.atomic
def list_pick_up(*, by, child, name: str, called: str, at: datetime) -> PickUp:
    """Seals a name and what the child calls the person. It gives no other right (`may collect, may not consent`)."""
    if not policy.may_name_collectors(by, child, at=at):
        raise NotOnTheList(_("Who speaks for the child in everything says who may collect it."))
    plain = {"name": " ".join(name.split())[:LONGEST], "called": " ".join(called.split())[:LONGEST]}
    if not plain["name"]:
        raise NotOnTheList(_("Please write the name as on the papers."))
    if PickUp.objects.filter(child=child, ended_at=None).count() >= MOST:
        raise NotOnTheList(_("Six people are on the list already."))
    row = PickUp(child=child, made_by=by, made_at=at)
    row.sealed, row.key_id = vault.seal(json.dumps(plain, ensure_ascii=False).encode(), bound_to=f"pick-up:{child.pk}")
    row.save()
    log.write("pick_up.listed", by=by, subject=f"person:{child.pk}", at=at, pick_up=str(row.pk))
    return row


@transaction.atomic
def end_pick_up(*, by, pick_up: PickUp, at: datetime) -> PickUp:
    """From now on this person collects the child no more. Whoever may write the list may take anybody off it."""
    row = PickUp.objects.select_for_update(of=("self",)).select_related("child").get(pk=pick_up.pk)
    if not policy.may_name_collectors(by, row.child, at=at):
        raise NotOnTheList(_("Who speaks for the child in everything says who may collect it."))
    if row.ended_at is None:
        row.ended_by, row.ended_at = by, at
        row.save(update_fields=["ended_by", "ended_at"])
        log.write("pick_up.ended", by=by, subject=f"person:{row.child_id}", at=at, pick_up=str(row.pk))
    return row


def reseal_pick_up(row: PickUp) -> None:
    """With the newest key (SEC-41)."""
    bound_to = f"pick-up:{row.child_id}"
    plain = vault.unseal(row.sealed, key_id=row.key_id, bound_to=bound_to)
    row.sealed, row.key_id = vault.seal(plain, bound_to=bound_to)
    row.save(update_fields=["sealed", "key_id"])
