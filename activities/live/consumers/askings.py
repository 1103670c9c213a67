"""What sockets ask of the tables, many at once: each is answered as if it had come alone."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.db import InterfaceError, OperationalError
from django.utils import timezone

from activities.live import protocol, queries
from activities.live.actions import Asked, Coming, Entrance, Outcome, Ticket, carry_out_all, enter_all

Asking = tuple[Ticket, protocol.Command]


def carry_out(asked: Sequence[Asking]) -> list[Outcome | Exception | None]:
    """Commands: each answer is an Outcome, an exception, or None when the session has ended."""
    at = timezone.now()
    signed_in = queries.still_signed_in({ticket.login for ticket, _command in asked}, at=at)
    still = [Asked(ticket.person, ticket.room, command) for ticket, command in asked if ticket.login in signed_in]
    answers = iter(each_by_itself(lambda some: carry_out_all(some, at=at), still))
    return [next(answers) if ticket.login in signed_in else None for ticket, _command in asked]


def enter(room: UUID, place: UUID, coming: Sequence[tuple[str, Coming]]) -> list[Entrance | Exception | None]:
    """Windows that want in, each with the session behind it: an Entrance, an exception, or None for who may not."""
    at = timezone.now()
    signed_in = queries.still_signed_in({login for login, _coming in coming}, at=at)
    still = [each for login, each in coming if login in signed_in]
    answers = iter(each_by_itself(lambda some: enter_all(room=room, place=place, coming=some, at=at), still))
    return [next(answers) if login in signed_in else None for login, _coming in coming]


def each_by_itself(answer: Callable[[Sequence], list], asked: Sequence) -> list:
    """One that cannot be answered takes no other with it: then each goes alone. Tables that cannot be reached are
    asked once, and not once for each."""
    try:
        return answer(asked)
    except (OperationalError, InterfaceError):
        raise
    except Exception as fault:
        if len(asked) < 2:
            return [fault]
        return [one for each in asked for one in each_by_itself(answer, [each])]
