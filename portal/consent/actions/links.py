"""Adding a child, and how an adult comes to be known as the guardian (CON-7, CON-17, CON-18)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import actions as accounts
from portal.audit import log
from portal.consent import policy, queries
from portal.consent.actions import account
from portal.consent.actions.answers import answer, count_pending
from portal.consent.actions.asks import ask
from portal.consent.actions.guardianship import NotForYou, held, move
from portal.consent.actions.telling import tell_of
from portal.consent.kinds import Audience, Papers, Relation, Turn
from portal.consent.models import GuardianLink, Notice
from portal.consent.purposes import Level, Purpose
from portal.consent.states import LinkState
from portal.privacy import actions as privacy


@transaction.atomic
def add_child(
    *,
    by,
    real_name: str,
    birth_date: date,
    relation: str,
    pseudonym: str,
    avatar: str,
    language: str,
    notice: Notice | None = None,
    at: datetime,
):
    """A guardian adds a child: name to the vault, pseudonym to the site; the account sleeps until papers are seen.

    Adding is itself the guardian's yes to the account, for which the page shows its notice.
    """
    if not by.is_guardian:
        raise NotForYou(_("Only a guardian can add a child."))
    child = accounts.create_child(by=by, pseudonym=pseudonym, avatar=avatar, language=language, at=at)
    privacy.keep(by=by, person=child.pk, real_name=real_name, birth_date=birth_date, at=at)
    tie(by=by, child=child, guardian=by, relation=relation, at=at)
    read = notice or queries.notice(Purpose.ACCOUNT, Audience.GUARDIAN, by.language, at=at)
    answer(by=by, child=child, purpose=Purpose.ACCOUNT, yes=True, notice=read, at=at)
    ask(by=by, child=child, purpose=Purpose.ACCOUNT, at=at)
    return child


@transaction.atomic
def link_guardian(*, by, child, guardian, relation: str = Relation.OTHER, at: datetime) -> GuardianLink:
    """A worker links one more guardian to a child; the papers are still to be seen."""
    if not queries.works_for(by, child, at=at) or not guardian.is_guardian or not child.is_child:
        raise NotForYou(_("A social worker links a second guardian."))
    return tie(by=by, child=child, guardian=guardian, relation=relation, at=at)


@transaction.atomic
def check_papers(*, by, link: GuardianLink, papers: str, at: datetime) -> GuardianLink:
    """A worker has seen the papers at the centre, and compared them with the vault: G2. The child's account wakes.

    `papers` is the kind that was held in the hand; ValueError for none.
    """
    link, papers = held(link), Papers(papers)
    if not policy.may_check_papers(by, link, worker=queries.works_for(by, link.child, at=at)):
        raise NotForYou(_("These papers are for another worker to check."))
    _compared(by, link, at)
    begins = link.state == LinkState.WAITING
    if begins:  # child and adult may have said it to each other before
        move(link, LinkState.CONFIRMED)
    link.level, link.papers_at, link.papers_by, link.papers_kind = Level.G2, at, by, papers
    link.save()
    log.write("papers.checked", by=by, subject=f"link:{link.pk}", at=at, level=int(link.level))
    count_pending(link=link, begins=begins, at=at)
    account.settle(by=by, child=link.child, at=at)
    tell_of(Turn.KNOWN, link, by=by, at=at)
    return link


@transaction.atomic
def confirm_guardianship(*, by, link: GuardianLink, papers: str, at: datetime) -> GuardianLink:
    """A second worker has compared the papers too and confirms that this adult is the guardian: G3."""
    link, papers = held(link), Papers(papers)
    if not policy.may_confirm(by, link, worker=queries.works_for(by, link.child, at=at)):
        raise NotForYou(_("A second worker confirms, not the one who saw the papers."))
    _compared(by, link, at)
    link.level, link.confirmed_at, link.confirmed_by, link.confirmed_kind = Level.G3, at, by, papers
    link.save()
    log.write("guardian.confirmed", by=by, subject=f"link:{link.pk}", at=at, level=int(link.level))
    count_pending(link=link, at=at)
    tell_of(Turn.KNOWN, link, by=by, at=at)
    return link


def _compared(by, link: GuardianLink, at: datetime) -> None:
    if not queries.has_looked(by, link.child, at=at):
        raise NotForYou(_("Open name and birth date first, and compare them with the papers in your hand."))


@transaction.atomic
def agree(*, by, link: GuardianLink, at: datetime) -> GuardianLink:
    """Child and adult have both said that they belong together: confirmed, and as little known as before (G1, CON-18).

    The caller has made sure of both; the child's account opens, rooms and publishing still wait for the papers.
    """
    link = held(link)
    move(link, LinkState.CONFIRMED)
    link.agreed_at = at
    link.save(update_fields=["state", "agreed_at"])
    log.write("guardian.agreed", by=by, subject=f"link:{link.pk}", at=at, level=int(link.level))
    count_pending(link=link, begins=True, at=at)
    account.settle(by=by, child=link.child, at=at)
    return link


def tie(*, by, child, guardian, relation, at, invited_by=None) -> GuardianLink:
    """For the acts of this part that have asked who may."""
    same = {"made_at": at, "made_by": by, "invited_by": invited_by}
    link = GuardianLink.objects.create(child=child, guardian=guardian, relation=Relation(relation), **same)
    log.write("guardian.linked", by=by, subject=f"link:{link.pk}", at=at, level=int(link.level))
    tell_of(Turn.ADDED, link, by=by, at=at)
    return link
