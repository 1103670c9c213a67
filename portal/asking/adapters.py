"""Shows held words of an answer to the safeguarding lead, the only one who opens their case."""

from django.utils.translation import gettext_lazy as _

from moderation.adapters import OnlyKept
from moderation.registry import Part
from portal.asking.models import HeldWords


class Judged(OnlyKept):
    label = _("Said when asked")

    def revision(self, case, revision_id) -> list[Part]:
        held = HeldWords.objects.filter(pk=revision_id, case=case)
        return [part for each in held for part in _parts(each)]


def _parts(held: HeldWords) -> list[Part]:
    said = [Part(name, _("Written"), text) for name, text in held.texts.items()]
    return [*said, *([Part("where", _("At which activity"), held.where)] if held.where else [])]
