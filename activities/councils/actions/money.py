"""The small budget book: lines in fen that are only added, and taken back by another line."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from activities.councils.actions.councils import run
from activities.councils.actions.refusals import NotLikeThis, NotReady
from activities.councils.models import Council, Money
from portal.audit import log
from portal.privacy import queries as privacy
from portal.text.plain import plain


@transaction.atomic
def note_money(*, by, council: Council, day: date, what: str, fen: int, at: datetime) -> Money:
    """Income above nought, expense below."""
    council = run(by, council, at)
    what = plain(what, lines=False)[:80]
    if not fen or not what:
        raise NotReady(_("Write an amount, and what it was for."))
    if privacy.is_real_name(what):
        raise NotLikeThis(_("A real name stands in it. Please write the name that people have here."))
    return _add(council, by, at, day=day, what=what, fen=fen)


@transaction.atomic
def take_back_money(*, by, line: Money, at: datetime) -> Money:
    """A wrong line is not changed: another takes it back, and the right one is written after it."""
    council = run(by, line.council, at)
    if line.takes_back_id or Money.objects.filter(takes_back=line).exists():
        raise NotReady(_("This line has been taken back already."))
    return _add(council, by, at, day=line.day, what=line.what, fen=-line.fen, takes_back=line)


def _add(council: Council, by, at: datetime, **facts) -> Money:
    last = council.money.aggregate(last=Max("number"))["last"] or 0
    made = Money.objects.create(council=council, number=last + 1, made_by=by, made_at=at, **facts)
    log.write("money.noted", by=by, subject=f"council:{council.pk}", at=at, line=made.number)
    return made
