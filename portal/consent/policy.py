"""Who may check whose papers, and who puts words in force.

`worker`: whether the person works for this family's office (`queries.works_for`).
"""

from portal.accounts.roles import Role
from portal.consent.models import Draft, Entry, GuardianLink, Mediation
from portal.consent.queries import guardians_of
from portal.consent.states import OPEN_DRAFTS, DraftState, LinkState


def is_family(person, link: GuardianLink) -> bool:
    """Somebody of the child's own family, whatever their role here."""
    return person.pk == link.guardian_id or belongs_to(person, link.child_id)


def belongs_to(person, child) -> bool:
    """The child, or an adult who is linked to them."""
    return person.pk == getattr(child, "pk", child) or guardians_of(child).filter(pk=person.pk).exists()


def may_check_papers(person, link: GuardianLink, *, worker: bool) -> bool:
    """Never who made the link for a family on paper: nobody judges what they themselves wrote (CON-18)."""
    own = link.made_by_id == person.pk
    unseen = link.state in {LinkState.WAITING, LinkState.CONFIRMED} and link.papers_at is None
    return worker and person.is_active and not own and not is_family(person, link) and unseen


def may_confirm(person, link: GuardianLink, *, worker: bool) -> bool:
    """A second worker, never the one who saw the papers."""
    return (
        worker
        and person.is_active
        and not is_family(person, link)
        and link.state == LinkState.CONFIRMED
        and link.papers_at is not None
        and link.confirmed_at is None
        and link.papers_by_id != person.pk
    )


def may_rest(person, link: GuardianLink, *, worker: bool) -> bool:
    return worker and person.is_active and not is_family(person, link) and link.state != LinkState.ENDED


def may_set_authority(person, link: GuardianLink, *, worker: bool) -> bool:
    """While it is in no doubt and not at rest: what a doubt or a rest closed is settled by itself first."""
    stands = link.state in {LinkState.WAITING, LinkState.CONFIRMED}
    return stands and may_rest(person, link, worker=worker)


def may_replace_number(person, link: GuardianLink, *, worker: bool) -> bool:
    """Only for an adult whose papers were seen and whom nobody doubts: the papers prove the person, not the number."""
    return worker and person.is_active and link.is_known and link.guardian.is_active and not is_family(person, link)


def may_mediate(person, mediation: Mediation, *, worker: bool) -> bool:
    return worker and person.is_active and not belongs_to(person, mediation.child_id)


def may_enter(person, link: GuardianLink, *, worker: bool) -> bool:
    """A worker, never of the family, for an adult who may speak (CON-21, CON-24)."""
    speaks = link.state in {LinkState.WAITING, LinkState.CONFIRMED}
    return worker and person.is_active and speaks and not is_family(person, link)


def may_confirm_entry(person, entry: Entry, *, worker: bool) -> bool:
    """A second worker, never the one who wrote it down."""
    return may_write_entry(person, entry, worker=worker) and entry.entered_by_id != person.pk


def may_write_entry(person, entry: Entry, *, worker: bool) -> bool:
    if entry.link is None:
        return may_enter_of_child(person, entry.child, worker=worker)
    return may_enter(person, entry.link, worker=worker)


def may_enter_of_child(person, child, *, worker: bool) -> bool:
    """What a child says reaches us by a worker of its office, never by its own family or the child (CON-10, CON-21)."""
    return worker and person.is_active and not belongs_to(person, child)


# Who writes words that families read, and who puts them in force: a second person who answers for it (CON-3).
WRITERS = frozenset({Role.EDITOR, Role.DATA_OFFICER})
PUBLISHERS = frozenset({Role.DATA_OFFICER, Role.SUPERVISOR})
# Who answers for what may be asked for at all (CON-22).
WEIGHERS = frozenset({Role.DATA_OFFICER, Role.SUPERVISOR})
# Who says how an office outside is reached (CON-23).
NAMERS = frozenset({Role.SUPERVISOR})


def may_begin_draft(held: set[Role]) -> bool:
    return bool(held & WRITERS)


def may_write(person, draft: Draft, *, held: set[Role]) -> bool:
    """The author alone: with two authors nobody would be left who only reads."""
    mine = draft.author_id == person.pk
    return mine and bool(held & WRITERS) and draft.state in {DraftState.DRAFT, DraftState.RETURNED}


def may_hand_over(person, draft: Draft, *, held: set[Role]) -> bool:
    return may_write(person, draft, held=held) and draft.state == DraftState.DRAFT


def may_settle(person, draft: Draft, *, held: set[Role]) -> bool:
    """Publishes or returns; never the author, and no superuser without the role."""
    return bool(held & PUBLISHERS) and draft.author_id != person.pk and draft.state == DraftState.READY


def may_drop_draft(person, draft: Draft, *, held: set[Role]) -> bool:
    author = bool(held & WRITERS) and draft.author_id == person.pk
    return (author or bool(held & PUBLISHERS)) and draft.state in OPEN_DRAFTS
