"""Shows held words of an answer to the safeguarding lead, the only one who opens their case."""

from django.utils.translation import gettext_lazy as _

from moderation.actions import WrongMove
from moderation.registry import Media, Part
from portal.asking.models import HeldWords


class Judged:
    """Nothing here is published or given back: the lead takes care of somebody, then closes the case."""

    label = _("Said when asked")
    shown = False

    def body(self, case) -> list[Part]:
        return self.revision(case, case.revision)

    def revision(self, case, revision_id) -> list[Part]:
        held = HeldWords.objects.filter(pk=revision_id, case=case)
        return [Part(name, _("Written"), text) for each in held for name, text in each.texts.items()]

    def difference(self, case, old, new) -> list[tuple[str, str]]:
        return []  # what was said stays as it was said

    def media(self, case) -> list[Media]:
        return []

    def helpers(self, case):
        return ()

    def apply_edit(self, case, *, by, texts: dict[str, str], at):
        raise WrongMove

    def on_decision(self, case, decision) -> None:
        """Nobody above hears of it."""
