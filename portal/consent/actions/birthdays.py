"""Birthdays at which the law speaks anew: 8, 14, 16 and 18, counted from midnight at home (CON-13).

`may` knows each on its second. Once a day, soon after midnight, this writes down what has ended, tells the parts
above, tells the family, and ends what an adult may see of a grown person.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime

from django.contrib.auth import get_user_model

from portal.accounts.kinds import Kind
from portal.audit import log
from portal.audit import queries as audit
from portal.consent import queries
from portal.consent.actions import account
from portal.consent.actions.adding import again, hold
from portal.consent.actions.endings import one_child
from portal.consent.actions.guardianship import grow_up
from portal.consent.kinds import Method, Reason
from portal.consent.purposes import ADULT, Purpose, rule
from portal.consent.states import LinkState, State
from portal.notices import queries as notices
from portal.notices.actions import tell
from portal.privacy import queries as privacy

ACT = "consent.birthdays"
TURNS = (8, 14, 16, ADULT)
GUARDIANS_HEAR = (14, 16, ADULT)
CHILDREN_HEAR = (8, 14, ADULT)


def keep_birthdays(*, at: datetime) -> int:
    """Goes through everybody once a day, and again where somebody failed; says for how many something changed."""
    today = queries.day(at)
    since = _last_day()
    if since is not None and since >= today:
        return 0
    due = done = 0
    for child, turned in list(_turning(since, today)):
        due += 1
        with one_child():
            _turn(child, turned, at)
            done += 1
    if done == due:
        log.write(ACT, by=None, subject=f"day:{today.isoformat()}", at=at, children=done)
    return done


def _last_day() -> date | None:
    last = audit.lines(act=ACT).last()
    return last and date.fromisoformat(last.subject.removeprefix("day:"))


def _turning(since: date | None, today: date) -> Iterator[tuple]:
    """Children for whom a birthday, or the grace after one, fell since then, each with the birthdays themselves."""
    children = get_user_model().objects.filter(kind=Kind.CHILD).order_by("pk")
    grace = rule(Purpose.ACCOUNT).grace
    for child in privacy.with_birth(children, "pk").iterator(chunk_size=2_000):
        age = privacy.age_of(child, child.pk)
        turned = _turns(age, since, today)
        if turned or _turns(age, since and since - grace, today - grace):
            yield child, turned if since else []  # on the first day nobody is told of years gone by


def _turns(age: Callable[[date], int | None], since: date | None, today: date) -> list[int]:
    now = age(today)
    then = age(since) if since else 0
    return [] if now is None else [turn for turn in TURNS if then < turn <= now]


def _turn(child, turned: list[int], at: datetime) -> None:
    hold(child)
    links = list(queries.links_about(child))
    if queries.is_grown(child, at=at):
        grow_up(child=child, at=at)
    for event in queries.outgrown_yeses(child, at=at):
        again(event, State.RENEWAL_NEEDED, at, method=Method.CLOCK, reason=Reason.BIRTHDAY)
    if links:
        account.settle(by=None, child=child, at=at)
    for turn in turned[-1:]:
        if turn in CHILDREN_HEAR:
            _tell_once(child, child, turn, at)
        if turn in GUARDIANS_HEAR:
            for link in links:
                if link.state == LinkState.CONFIRMED and not link.is_only_invited:
                    _tell_once(link.guardian, child, turn, at)


def _tell_once(person, child, turn: int, at: datetime) -> None:
    about, kind = f"child:{child.pk}", f"consent.{'i' if person == child else 'child'}_turned_{turn}"
    if not notices.inbox(person).filter(kind=kind, about=about).exists():
        tell(person=person, kind=kind, about=about, at=at)
