"""Adding a child, and how an adult comes to be known as the guardian (CON-7, CON-17, CON-18)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import actions as accounts
from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.audit import log
from portal.consent import policy, queries
from portal.consent.actions.answers import answer, count_pending
from portal.consent.actions.asks import ask
from portal.consent.kinds import Audience, Relation
from portal.consent.models import Event, GuardianLink, Notice
from portal.consent.purposes import Level, Purpose
from portal.consent.signals import consent_withdrawn
from portal.consent.states import NEXT, NOES, LinkState, State
from portal.privacy import actions as privacy
from portal.ui.refusals import Refusal


class NotForYou(Refusal):
    """Checking papers is for a worker, never of the family, and the second time for another worker."""


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
    _link(by=by, child=child, guardian=by, relation=relation, at=at)
    read = notice or queries.notice(Purpose.ACCOUNT, Audience.GUARDIAN, by.language, at=at)
    answer(by=by, child=child, purpose=Purpose.ACCOUNT, yes=True, notice=read, at=at)
    ask(by=by, child=child, purpose=Purpose.ACCOUNT, at=at)
    return child


@transaction.atomic
def link_guardian(*, by, child, guardian, relation: str = Relation.OTHER, at: datetime) -> GuardianLink:
    """A worker links one more guardian to a child; the papers are still to be seen."""
    if not people.has_role(by, Role.WORKER, at=at) or not guardian.is_guardian or not child.is_child:
        raise NotForYou(_("A social worker links a second guardian."))
    return _link(by=by, child=child, guardian=guardian, relation=relation, at=at)


@transaction.atomic
def check_papers(*, by, link: GuardianLink, at: datetime) -> GuardianLink:
    """A worker has seen the papers at the centre: G2. The child's account wakes."""
    link = _held(link)
    if not policy.may_check_papers(by, link, worker=people.has_role(by, Role.WORKER, at=at)):
        raise NotForYou(_("These papers are for another worker to check."))
    _move(link, LinkState.CONFIRMED)
    link.level, link.papers_at, link.papers_by = Level.G2, at, by
    link.save()
    log.write("papers.checked", by=by, subject=f"link:{link.pk}", at=at, level=int(link.level))
    count_pending(link=link, at=at)
    _wake(by, link, at)
    return link


@transaction.atomic
def confirm_guardianship(*, by, link: GuardianLink, at: datetime) -> GuardianLink:
    """A second worker confirms that this adult is the guardian: G3."""
    link = _held(link)
    if not policy.may_confirm(by, link, worker=people.has_role(by, Role.WORKER, at=at)):
        raise NotForYou(_("A second worker confirms, not the one who saw the papers."))
    link.level, link.confirmed_at, link.confirmed_by = Level.G3, at, by
    link.save()
    log.write("guardian.confirmed", by=by, subject=f"link:{link.pk}", at=at, level=int(link.level))
    count_pending(link=link, at=at)
    return link


@transaction.atomic
def suspend(*, by, link: GuardianLink, code: str, at: datetime) -> GuardianLink:
    """Rests a link: what rests on it alone stops at once (CON-17). `code` says why, in no words of the family."""
    return _rest(by, link, LinkState.SUSPENDED, "guardian.suspended", code, at)


@transaction.atomic
def resume(*, by, link: GuardianLink, code: str, at: datetime) -> GuardianLink:
    """Ends the rest; earlier answers count again, but nothing that was taken down comes back by itself."""
    return _rest(by, link, LinkState.CONFIRMED, "guardian.resumed", code, at)


def _rest(by, link, state, act, code, at) -> GuardianLink:
    link = _held(link)
    if not policy.may_rest(by, link, worker=people.has_role(by, Role.WORKER, at=at)):
        raise NotForYou(_("This is for another worker."))
    _move(link, state)
    link.save(update_fields=["state"])
    log.write(act, by=by, subject=f"link:{link.pk}", at=at, code=code)
    if state == LinkState.SUSPENDED:
        for event in queries.last_events().filter(link=link, state=State.GIVEN, expires_at__gt=at):
            news = {"child": event.child_id, "purpose": Purpose(event.purpose), "scope": event.scope, "at": at}
            consent_withdrawn.send(sender=Event, **news)
    return link


def _link(*, by, child, guardian, relation, at) -> GuardianLink:
    link = GuardianLink.objects.create(
        child=child, guardian=guardian, relation=Relation(relation), made_at=at, made_by=by
    )
    log.write("guardian.linked", by=by, subject=f"link:{link.pk}", at=at, level=int(link.level))
    return link


def _held(link: GuardianLink) -> GuardianLink:
    return GuardianLink.objects.select_for_update().get(pk=link.pk)


def _move(link: GuardianLink, state: LinkState) -> None:
    if state not in NEXT[LinkState(link.state)]:
        raise NotForYou(_("This has been done already."))
    link.state = state


def _wake(by, link: GuardianLink, at: datetime) -> None:
    """An account sleeps until a guardian whose papers were seen has said yes to it, and nobody no."""
    said = list(queries.last_events().filter(child=link.child, purpose=Purpose.ACCOUNT))
    yes = any(event.link_id == link.pk and event.state == State.GIVEN for event in said)
    if yes and not any(event.state in NOES for event in said):
        accounts.activate(by=by, person=link.child, at=at)
