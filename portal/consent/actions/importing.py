"""Families from a list: each goes the way of a family on paper, so papers and a second worker are still to come."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import queries
from portal.consent.actions.on_paper import register_on_paper
from portal.consent.models import GuardianLink
from portal.directory.models import Office
from portal.ui.refusals import Refusal


class NotAsTried(Refusal):
    """A line that could be done when the list was tried cannot be done now."""


def try_families(*, by, office, families: list[dict], at: datetime) -> list[str]:
    """Why each could not be registered, "" where it could; one sees those before it. Nothing of it stays."""
    said = []
    with transaction.atomic():
        for about in families:
            said.append(_why_not(by=by, office=office, at=at, **about))
        transaction.set_rollback(True)
    return said


@transaction.atomic
def register_many(*, by, office, digest: str, families: list[dict], at: datetime) -> list[GuardianLink]:
    """All of them or none, as `register_on_paper` takes each. `digest` names the file on record. Raises NotAsTried.

    The office is held: two who have tried the same list would register each family twice, under made-up names.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if {about["reference"] for about in families} & queries.references_of(office):
        raise NotAsTried(
            _("A number in the folder is in use by now, and nothing was done. Please choose the file again.")
        )
    made = []
    for about in families:
        try:
            made.append(register_on_paper(by=by, office=office, at=at, **about))
        except Refusal as no:
            raise NotAsTried(
                _("Something has changed since the list was tried, and nothing was done: %(why)s") % {"why": no.message}
            ) from None
    log.write("families.imported", by=by, subject=f"office:{office.pk}", at=at, file=digest, rows=len(made))
    return made


def _why_not(**about) -> str:
    try:
        with transaction.atomic():
            register_on_paper(**about)
    except Refusal as no:
        return str(no.message)
    return ""
