"""Saying yes, saying no, and taking it back.

Every answer is a new row; the last one per person counts. A yes of a guardian whose papers have not been seen far
enough is kept as `pending_verification` and permits nothing; when the papers are seen, the same yes is entered again
as given, pointing at the same notice and ending on the same day, so that a tired parent is not asked twice.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.consent import queries
from portal.consent.actions.adding import add, again, as_it_stands, asked_of, hold, last_of, tell
from portal.consent.actions.mediation import compare
from portal.consent.kinds import BY_HAND, Method
from portal.consent.models import Ask, Event, GuardianLink, Notice
from portal.consent.purposes import Purpose, rule
from portal.consent.states import NOES, YESES, LinkState, State
from portal.ui.refusals import Refusal


class NotYours(Refusal):
    """Somebody who is neither the child nor a guardian who may speak now."""


class NotAsked(Refusal):
    """A yes without the words it answers is no yes."""


class Overtaken(Refusal):
    """A yes from a page that is older than what the same person has said since."""


@transaction.atomic
def answer(
    *,
    by,
    child,
    purpose,
    scope: str = "",
    yes: bool,
    notice: Notice,
    method: str = Method.TAP,
    words: str = "",
    helper: str = "",
    entered_by=None,
    confirmed_by=None,
    evidence: str = "",
    seen: int | None = None,
    at: datetime,
) -> Event:
    """Adds one person's answer. A guardian answers for their child, a child for themself.

    A yes is to the words in force for this reader's age; a no is heard whichever words were on the page, and said
    twice is said once. `seen` is the number of this person's own last answer to the question as their page showed it
    (0: none); a yes that knows of an older one only raises Overtaken. None where no page lay open meanwhile. Where it
    came on paper or by word of mouth, `by` is still who answered; `entering` sees to the two workers.
    """
    purpose = Purpose(purpose)
    if bool(scope) != rule(purpose).scoped:
        raise ValueError(f"{purpose} with scope {scope!r}")
    link = _speaking(by, child, purpose, at, forbids=not yes)
    if notice is None or notice.purpose != purpose or (link is not None) != (notice.audience == "guardian"):
        raise NotAsked(_("Please read the page again before you answer."))
    hold(child)
    last = last_of(by, child, purpose, scope)
    if not yes and last and last.state in NOES:
        return last
    if yes and seen is not None and seen != (last.number if last else 0):
        return _same_tap(last, notice, at)
    ask = asked_of(child, purpose, scope)
    if ask is None and not scope:  # what one of a family has answered, the others are asked
        ask, _new = Ask.objects.get_or_create(child=child, purpose=purpose, defaults={"asked_at": at, "asked_by": by})
    said = {"link": link, "notice": notice, "method": method, "words": words[:300], "helper": helper[:60]}
    said |= {"entered_by": entered_by, "confirmed_by": confirmed_by, "evidence": evidence}
    said |= {"hand": confirmed_by or entered_by, "after": last, "asked": as_it_stands(ask if scope else None)}
    if not yes:
        return add(by, child, purpose, scope, State.REFUSED, at, **said)
    _may_be_asked(by, child, purpose, notice, at)
    ends = _ends(ask, purpose, scope, at)
    return add(by, child, purpose, scope, _state(last, purpose, link), at, ends=ends, **said)


@transaction.atomic
def withdraw(*, by, child, purpose, scope: str = "", at: datetime) -> Event:
    """Takes back, at once and without a reason; taking back twice is one taking back."""
    link = _speaking(by, child, Purpose(purpose), at, forbids=True)
    hold(child)
    last = last_of(by, child, purpose, scope)
    if last and last.state in NOES:
        return last
    same = {"notice": last.notice, "asked": last.asked} if last else {"notice": None}
    same["after"] = last
    return add(by, child, Purpose(purpose), scope, State.WITHDRAWN, at, link=link, **same)


def admit(by, child, purpose, scope: str, notice: Notice, at: datetime) -> None:
    """Raises what `answer` would say to a yes of this adult to these words; nothing is written."""
    _speaking(by, child, Purpose(purpose), at)
    _may_be_asked(by, child, Purpose(purpose), notice, at)
    _ends(asked_of(child, Purpose(purpose), scope), Purpose(purpose), scope, at)


def count_pending(*, link: GuardianLink, begins: bool = False, at: datetime) -> int:
    """Enters again, as given, each waiting yes for which this link is now known well enough.

    One on paper that only one worker stands for goes on waiting for the second (CON-21). A no of somebody whose papers
    were still to be seen begins to count too, and is heard; where it `begins`, two who differ are found out (CON-9).
    """
    said = queries.last_events().filter(link=link).select_related("child", "actor", "link", "notice")
    if link.state == LinkState.CONFIRMED:
        for event in said.filter(state__in=NOES):
            event.at = at
            tell(event, None)
            if begins:
                compare(event)
    waiting = said.filter(state=State.PENDING, expires_at__gt=at)
    waiting = waiting.exclude(method__in=BY_HAND, confirmed_by__isnull=True)
    ready = [event for event in waiting if link.level >= rule(event.purpose).level]
    for event in ready:
        again(event, State.GIVEN, at, method=Method.PAPERS, ends=event.expires_at)
    return len(ready)


def _speaking(by, child, purpose: Purpose, at: datetime, *, forbids: bool = False) -> GuardianLink | None:
    """The link by which an adult speaks; None for the child. From eighteen on nobody speaks for somebody else.

    Who is in doubt may still forbid: until it is sure who speaks, a no too many harms less than one unheard (CON-18).
    """
    if by.pk == child.pk:
        return None
    speaking = [LinkState.WAITING, LinkState.CONFIRMED, *([LinkState.DISPUTED] if forbids else [])]
    link = GuardianLink.objects.filter(guardian=by, child=child, state__in=speaking).first()
    if link is None or not by.is_guardian or queries.is_grown(child, at=at):
        raise NotYours(_("This question is for the child's own family."))
    if not link.reaches(purpose):
        raise NotYours(_("This question is for another grown-up of the family."))
    return link


def _may_be_asked(by, child, purpose: Purpose, notice: Notice, at: datetime) -> None:
    if purpose not in queries.purposes_in_use():
        raise NotAsked(_("Nobody is asked for this here."))
    now = queries.notice(purpose, queries.audience_for(by, child, at=at), notice.language, at=at)
    if now is None or (now.audience, now.version) != (notice.audience, notice.version):
        raise NotAsked(_("The words have changed since you opened the page. Please read them again."))


def _same_tap(last: Event | None, notice: Notice, at: datetime) -> Event:
    """Two taps on a slow phone are one yes. Anything else said meanwhile stands, and the person is asked once more."""
    if last and last.state in NOES:
        raise Overtaken(_("After this page was opened a no was said here. The no stands. To change it, answer again."))
    if last and last.state in YESES | {State.PENDING} and last.notice_id == notice.pk and last.expires_at > at:
        return last
    raise Overtaken(_("Something has changed since this page was opened. Please look once more, then answer."))


def _state(last: Event | None, purpose: Purpose, link: GuardianLink | None) -> State:
    if link and link.level < rule(purpose).level:
        return State.PENDING
    return State.RENEWED if last and last.state in YESES | {State.EXPIRED, State.RENEWAL_NEEDED} else State.GIVEN


def _ends(asked: Ask | None, purpose: Purpose, scope: str, at: datetime) -> datetime:
    """A yes to one thing ends with that thing, which somebody must have asked about and which is not over yet."""
    longest = at + rule(purpose).lasts
    if scope and asked is None:
        raise NotAsked(_("Nobody has asked about this yet."))
    if asked is None or asked.ends_at is None:
        return longest
    if asked.ends_at <= at:
        raise NotAsked(_("This is over. There is nothing to answer any more."))
    return min(longest, asked.ends_at)
