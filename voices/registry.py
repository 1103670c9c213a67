"""What happens to a voice after it is out is told by the parts above, which this one does not know."""

from collections.abc import Callable, Iterable
from datetime import datetime
from uuid import UUID

from voices.states import Shown

Step = tuple[Shown, str]  # the state, and its words with a name and a day in them
Teller = Callable[[Iterable[UUID], datetime], dict[UUID, Step]]
tellers: list[Teller] = []


def tell_steps(teller: Teller) -> None:
    """A part above registers here; a later teller's word stands over an earlier one's."""
    tellers.append(teller)


def later_steps(voices: Iterable[UUID], *, at: datetime) -> dict[UUID, Step]:
    """Constant in queries as long as each teller is."""
    voices = list(voices)
    found: dict[UUID, Step] = {}
    if voices:
        for teller in tellers:
            found.update(teller(voices, at))
    return found
