"""How words that are only kept, because they may be a sign of harm, are shown to the safeguarding lead."""

from abc import ABC, abstractmethod

from moderation.actions import WrongMove
from moderation.registry import Media, Part


class OnlyKept(ABC):
    """Nothing here is published or given back: the lead takes care of somebody, then closes the case.

    A part says its `label` and reads its words in `revision`, with where they were said as the last `Part`.
    """

    label: object
    shown = False

    def body(self, case) -> list[Part]:
        return self.revision(case, case.revision)

    @abstractmethod
    def revision(self, case, revision_id) -> list[Part]:
        """The words of one revision of this case; none of another's."""

    def difference(self, case, old, new) -> list[tuple[str, str]]:
        return []  # what was said stays as it was said

    def media(self, case) -> list[Media]:
        return []

    def helpers(self, case):
        return ()

    def apply_edit(self, case, *, by, texts: dict[str, str], at):
        raise WrongMove

    def on_decision(self, case, decision) -> None:  # noqa: B027 (doing nothing is what it does)
        """Whoever said it hears nothing of it: it may be about a colleague, or about home (SAF-4)."""
