"""Rules the children write: a version, read by a colleague, adopted when two thirds of the members have agreed."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.councils import policy, queries
from activities.councils.actions.councils import locked, run, tell
from activities.councils.actions.refusals import NotReady, NotYours
from activities.councils.actions.words import fit, heard, said_with_lead
from activities.councils.kinds import RULES_MOST, Step
from activities.councils.models import Council, Rules, RulesStep, RulesYes
from portal.audit import log


def write_rules(*, by, council: Council, lines: str, at: datetime) -> Rules | None:
    """A new version by somebody who holds an office, or by a colleague in the words of the group.

    None: the words went to the safeguarding lead, and there is no version.
    """
    words, with_lead = heard(by=by, council=council, words=lines, most=1200, at=at, lines=True)
    with said_with_lead(with_lead):
        return _write(by, council, words, with_lead, at)


@transaction.atomic
def _write(by, council: Council, words: str, with_lead: bool, at: datetime) -> Rules | None:
    council = locked(council)
    ours = policy.may_run(by, council, at=at)
    if not ours and not queries.holds(by, council, at=at):
        raise NotYours(_("Rules are written by those who hold an office here."))
    if with_lead:
        return None
    fit(by=by, words=words, at=at)
    said = [line.strip() for line in words.splitlines() if line.strip()]
    if not 1 <= len(said) <= RULES_MOST:
        raise NotReady(_("Rules have one to twelve lines."))
    last = council.rules.first()
    version = last.version + 1 if last else 1
    made = Rules.objects.create(council=council, version=version, lines="\n".join(said), made_by=by, made_at=at)
    log.write("rules.written", by=by, subject=f"council:{council.pk}", at=at, version=version)
    if ours:
        _tell(made, at)
    return made


@transaction.atomic
def read_rules(*, by, rules: Rules, at: datetime) -> None:
    """A colleague has read what a child wrote; from now on the members may."""
    council = run(by, rules.council, at)
    if queries.rules_unread(council) != rules:
        raise NotReady(_("There is a newer version, or it has been read."))
    RulesStep.objects.create(rules=rules, kind=Step.READ, by=by, at=at)
    log.write("rules.read", by=by, subject=f"council:{council.pk}", at=at, version=rules.version)
    _tell(rules, at)


@transaction.atomic
def agree_to_rules(*, by, rules: Rules, at: datetime) -> bool:
    """A member's own yes. Whether with it the version is adopted: two thirds of those who hold an office now."""
    council = locked(rules.council)
    if not queries.holds(by, council, at=at):
        raise NotYours(_("Rules are adopted by those who hold an office here."))
    if queries.rules_proposed(council) != rules:
        raise NotReady(_("There is a newer version, or it is in force already."))
    _made, new = RulesYes.objects.get_or_create(rules=rules, person=by, defaults={"at": at})
    if new:
        log.write("rules.agreed", by=by, subject=f"council:{council.pk}", at=at, version=rules.version)
    members = {term.person_id for term in queries.holders(council, at=at)}
    yeses = members & set(rules.yeses.values_list("person", flat=True))
    if len(yeses) * 3 < len(members) * 2:
        return False
    RulesStep.objects.create(rules=rules, kind=Step.ADOPTED, at=at)
    log.write("rules.adopted", by=None, subject=f"council:{council.pk}", at=at, version=rules.version)
    return True


def _tell(rules: Rules, at: datetime) -> None:
    for person in {term.person for term in queries.holders(rules.council, at=at)}:
        tell(person, rules.council, "rules", at)
