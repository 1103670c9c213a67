"""The only two hands that touch a case's row."""

from moderation import policy
from moderation.actions.refusals import WrongMove
from moderation.models import Case


def locked(case: Case) -> Case:
    """The row as it is now, held until the transaction ends."""
    return Case.objects.select_for_update(of=("self",)).get(pk=case.pk)


def move(case: Case, state: str) -> None:
    """Saves the case in its new state, or refuses a move that states.NEXT does not know."""
    if not policy.may_move(case, state):
        raise WrongMove
    case.state = state
    case.save()
