"""One more adult for a child who is here: a guardian invites, the adult answers, the child says whether it is so
(CON-8, CON-18).

Three voices, none of which is enough alone: what the adult may see and decide waits for papers all the same.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import queries
from portal.consent.actions import inviting
from portal.consent.actions.adding import hold
from portal.consent.actions.guardianship import NotForYou, held
from portal.consent.actions.links import agree, tie
from portal.consent.actions.welcoming import LinkIsOver
from portal.consent.kinds import Relation
from portal.consent.models import GuardianLink, Invitation
from portal.consent.states import InvitationState
from portal.privacy import queries as privacy
from portal.privacy.actions import NoContact
from portal.privacy.kinds import ContactKind

EARLY = _("A message went out not long ago. Give it some time, or talk with the person.")


@transaction.atomic
def invite_adult(*, by, child, contact: str, at: datetime) -> Invitation:
    """Writes to a number or address, which is kept nowhere: a mark of it alone. The older link of the same guardian
    dies. Nothing says that nothing was sent, where others have asked the same contact often today.

    Raises NotForYou, NoContact, TooSoon.
    """
    hold(child)
    if queries.link_to_invite_by(by, child, at=at) is None:
        raise NotForYou(_("This is for a guardian whose papers were seen, and who speaks in everything."))
    kind = ContactKind.EMAIL if "@" in contact or "＠" in contact else ContactKind.PHONE
    marks, spelled = privacy.contact_marks(kind, contact), privacy.spelled_contact(kind, contact)
    if not marks:
        raise NoContact(_("Please look at the number or address once more."))
    mine = Invitation.objects.filter(child=child, asked_by=by)
    inviting.wait_for_others(mine, at, words=EARLY)
    mine.filter(state=InvitationState.READY).update(state=InvitationState.REPLACED)
    silent = inviting.is_rung_at(marks[0], at)
    made, token = inviting.make(at, child=child, asked_by=by, kind=kind, mark="" if silent else marks[0])
    log.write("guardian.invited", by=by, subject=f"child:{child.pk}", at=at, invitation=str(made.pk))
    if not silent:
        language = by.language
        transaction.on_commit(lambda: inviting.post_second(spelled, kind, token, language), robust=True)
    return made


@transaction.atomic
def take_back_invitation(*, by, invitation: Invitation, at: datetime) -> None:
    """The link opens nothing any more. Raises LinkIsOver where it was answered meanwhile."""
    mine = Invitation.objects.filter(pk=invitation.pk, asked_by=by, state=InvitationState.READY)
    if not mine.update(state=InvitationState.BACK, settled_at=at, settled_by=by):
        raise LinkIsOver(_("This link opens nothing."))
    log.write("guardian.invitation_back", by=by, subject=f"child:{invitation.child_id}", at=at)


@transaction.atomic
def accept_invitation(*, by, token: str, browser: Iterable[str] = (), relation: str, at: datetime) -> GuardianLink:
    """The adult's yes: a link that waits, of G1. Until papers are seen it shows them what they said themself and counts
    for nothing; the child may say meanwhile whether they belong together. Raises LinkIsOver."""
    found = _settle(by, token, browser, InvitationState.YES, at)
    link = tie(by=by, child=found.child, guardian=by, relation=Relation(relation), invited_by=found.asked_by, at=at)
    return link


@transaction.atomic
def decline_invitation(*, by, token: str, browser: Iterable[str] = (), at: datetime) -> None:
    """The adult's no, without a reason. Raises LinkIsOver."""
    _settle(by, token, browser, InvitationState.NO, at)


@transaction.atomic
def say_of_adult(*, by, link: GuardianLink, mine: bool, at: datetime) -> GuardianLink:
    """The child's word on an adult who was invited: yes is the second side of the link (CON-18). A no ends nothing, for
    papers may tell otherwise and an end is for good; it stands for the office to hear, and the adult never reads it.

    Raises NotForYou.
    """
    link = held(link)
    if not queries.links_to_answer(by, at=at).filter(pk=link.pk).exists():
        raise NotForYou(_("There is nothing to say to this now."))
    if mine:
        link.refused_at = None
        link.save(update_fields=["refused_at"])
        return agree(by=by, link=link, at=at)
    if link.refused_at is None:
        link.refused_at = at
        link.save(update_fields=["refused_at"])
        log.write("guardian.refused", by=by, subject=f"link:{link.pk}", at=at)
    return link


def _settle(by, token: str, browser: Iterable[str], state: InvitationState, at: datetime) -> Invitation:
    """The link, used up. The child is held first, so that of two acts at once one counts."""
    found = queries.invitation_for(token, by, browser=browser, at=at)
    if found is None or found.child is None:
        raise LinkIsOver(_("This link opens nothing."))
    hold(found.child)
    again = queries.invitation_for(token, by, browser=browser, at=at)
    ready = Invitation.objects.filter(pk=found.pk, state=InvitationState.READY)
    if again is None or not ready.update(state=state, settled_at=at, settled_by=by):
        raise LinkIsOver(_("This link opens nothing."))
    log.write(f"guardian.invitation_{state}", by=by, subject=f"child:{found.child_id}", at=at, invitation=str(found.pk))
    return found
