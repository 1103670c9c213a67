"""A grown-up answers the link of a child who began alone (CON-8, CON-18)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import queries
from portal.consent.actions.links import add_child, agree
from portal.consent.models import GuardianLink, Invitation, Notice, Start
from portal.consent.states import InvitationState, StartState
from portal.privacy import actions as privacy
from portal.ui.refusals import Refusal


class LinkIsOver(Refusal):
    """Used, replaced, too old, guessed, or somebody else's: nobody learns which."""


@transaction.atomic
def welcome(
    *,
    by,
    token: str,
    browser: Iterable[str] = (),
    real_name: str,
    birth_date: date,
    relation: str,
    notice: Notice | None = None,
    at: datetime,
):
    """The grown-up's yes: the child gets an account that opens at once, with a guardian known as G1.

    The child named this contact, and whoever shows that it is theirs says yes: both sides have spoken. `browser`: the
    tokens of starts that the grown-up's browser holds. Raises LinkIsOver, NotAsked, NameMissing.
    """
    start = _settle(by, token, browser, InvitationState.YES, at)
    name = start.pseudonym
    # Given back before the account takes it; within this transaction nobody else can have it.
    Start.objects.filter(pk=start.pk).update(pseudonym=start.pk.hex[:30])
    child = add_child(
        by=by,
        real_name=real_name,
        birth_date=birth_date,
        relation=relation,
        pseudonym=name,
        avatar=start.avatar,
        language=start.language,
        notice=notice,
        at=at,
    )
    Start.objects.filter(pk=start.pk).update(state=StartState.YES, child=child, settled_at=at)
    agree(by=by, link=GuardianLink.objects.get(child=child, guardian=by), at=at)
    return child


@transaction.atomic
def decline(*, by, token: str, browser: Iterable[str] = (), at: datetime) -> None:
    """The grown-up's no, also for who does not know the child: no reason is asked, none is kept. Raises LinkIsOver."""
    start = _settle(by, token, browser, InvitationState.NO, at)
    Start.objects.filter(pk=start.pk).update(state=StartState.NO, settled_at=at)


def _settle(by, token: str, browser: Iterable[str], state: InvitationState, at: datetime) -> Start:
    """The link, used up. Child and grown-up hold the start first, so that of two acts at once one counts."""
    found = queries.invitation_for(token, by, browser=browser, at=at)
    start = found and found.start_id
    held = start and Start.objects.select_for_update().filter(pk=start, state=StartState.WAITING).first()
    ready = Invitation.objects.filter(pk=getattr(found, "pk", None), state=InvitationState.READY)
    if not held or not ready.update(state=state, settled_at=at, settled_by=by):
        raise LinkIsOver(_("This link opens nothing."))
    privacy.forget_contacts(by=by, person=held.pk, at=at)
    log.write(f"start.{state}", by=by, subject=f"start:{held.pk}", at=at, invitation=str(found.pk))
    return held
