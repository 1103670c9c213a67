"""What weighing up a purpose came to; without a go, nobody is asked for it (CON-22)."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.accounts import queries as people
from portal.audit import log
from portal.consent import queries
from portal.consent.actions.guardianship import NotForYou
from portal.consent.kinds import Verdict
from portal.consent.models import Assessment
from portal.consent.policy import WEIGHERS
from portal.consent.purposes import IN_USE, Purpose, rule

KEPT_YEARS = 3  # at the least (PIPL 56)
SHIPPED_ON = date(2026, 11, 25)
PAPER = "docs/assessments.md"


@transaction.atomic
def weigh_up(*, by, purpose, verdict, decided_on: date, paper: str, kept_until: date, at: datetime) -> Assessment:
    """Switches a purpose on or off, for the version of its rule in force. A stop is heard by every showing at once."""
    if not people.roles(by, at=at) & WEIGHERS:
        raise NotForYou(_("The data officer or a supervisor decides what may be asked for."))
    if decided_on > queries.day(at):
        raise NotForYou(_("That day has not come yet."))
    if kept_until < _years_later(decided_on):
        raise NotForYou(_("The paper is kept for three years at the least."))
    return _add(by, Purpose(purpose), Verdict(verdict), decided_on, paper, kept_until, at)


@transaction.atomic
def load_assessments(*, at: datetime) -> int:
    """Enters what shipped with the code for each purpose that nobody has ever weighed up; says how many."""
    known = set(queries.verdicts().values_list("purpose", flat=True))
    new = [purpose for purpose in IN_USE if purpose not in known]
    for purpose in new:
        _add(None, purpose, Verdict.GO, SHIPPED_ON, f"{PAPER}#{purpose}", _years_later(SHIPPED_ON), at)
    return len(new)


def _years_later(start: date) -> date:
    return date(start.year + KEPT_YEARS, start.month, min(start.day, 28))


def _add(by, purpose, verdict, decided_on, paper, kept_until, at) -> Assessment:
    last = queries.verdicts().filter(purpose=purpose).first()
    made = Assessment.objects.create(
        purpose=purpose,
        number=last.number + 1 if last else 1,
        rule_version=rule(purpose).version,
        verdict=verdict,
        decided_on=decided_on,
        paper=paper,
        kept_until=kept_until,
        at=at,
    )
    log.write("purpose.weighed", by=by, subject=f"assessment:{made.pk}", at=at, purpose=str(purpose), verdict=verdict)
    return made
