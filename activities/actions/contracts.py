"""A group agrees how it wants to be together: members propose, the group talks, a version is written, each agrees."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities import queries
from activities.actions.locking import lock, locked
from activities.actions.refusals import NotReady
from activities.actions.saying import listen, tell
from activities.models import Activity, Agreement, Contract, Place, Proposal
from activities.models.contracts import MOST
from portal.audit import log
from portal.text.plain import plain


def propose(*, by, activity: Activity, words: str, at: datetime) -> bool:
    """A child of the group proposes a rule. Whether the words went to the safeguarding lead (SAF-5), refused or not."""
    words = plain(words, lines=False)[:80]
    heard = listen(by=by, activity=activity, words=words, at=at)
    try:
        _proposed(by, activity, words, at)
    except NotReady as refusal:
        refusal.with_lead = heard
        raise
    return heard


@transaction.atomic
def _proposed(by, activity: Activity, words: str, at: datetime) -> None:
    if not queries.holds_place(by, activity):
        raise NotReady(_("Rules are made by those who have a place here."))
    if not words:
        raise NotReady(_("Write your rule first."))
    made = Proposal.objects.create(activity=activity, child=by, words=words, at=at)
    log.write("contract.proposed", by=by, subject=f"activity:{activity.pk}", at=at, proposal=str(made.pk))


@transaction.atomic
def write_contract(*, by, activity: Activity, lines: str, at: datetime) -> Contract:
    """A new version, in the words of the group; it is put to every member anew, and earlier yeses stay with theirs."""
    activity = locked(by, activity, at)
    said = [line.strip() for line in plain(lines).splitlines() if line.strip()]
    if not 1 <= len(said) <= MOST:
        raise NotReady(_("A contract has one to eight lines."))
    last = activity.contracts.first()
    facts = {"version": last.version + 1 if last else 1, "lines": "\n".join(said), "made_by": by, "made_at": at}
    made = Contract.objects.create(activity=activity, **facts)
    activity.proposals.filter(done_at=None).update(done_at=at)
    log.write("contract.written", by=by, subject=f"activity:{activity.pk}", at=at, version=made.version)
    for place in Place.objects.held().filter(activity=activity).select_related("child"):
        tell(place.child, activity, "contract", at)
    return made


@transaction.atomic
def agree(*, by, contract: Contract, at: datetime) -> None:
    """A child's own yes to the newest version; there is no no to press: whoever does not agree proposes."""
    activity = lock(contract.activity)
    if not queries.holds_place(by, activity):
        raise NotReady(_("Rules are made by those who have a place here."))
    if activity.contracts.first() != contract:
        raise NotReady(_("There is a newer version. Please read that one."))
    _agreed, new = Agreement.objects.get_or_create(contract=contract, child=by, defaults={"at": at})
    if new:
        log.write("contract.agreed", by=by, subject=f"activity:{activity.pk}", at=at, version=contract.version)
