"""Shows a voice to those who judge it, who know only cases and parts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from activities.registry import Way
from moderation.registry import Media, Part
from portal.text.difference import difference
from voices import actions, queries
from voices.models import Revision, Voice

LABELS = {"title": _("Title"), "body": _("Words"), "alt": _("What is in the picture")}


def ways(person, activity, at) -> list[Way]:
    """What the page of a group shows of what was made there."""
    count = queries.counted(person, activity)
    words = _("What we made (mine: %(n)d)") % {"n": count}
    return [Way(words, reverse("voices:made", args=[activity.pk]), "pencil")]


def onward(person) -> Way:
    """What a child may make of own words said elsewhere; only whoever said them gets them (`from_words`)."""
    return Way(_("Make a voice of this"), reverse("voices:from_words"), "pencil")


def way_at_session(session) -> Way:
    return Way(_("Drawings on paper"), reverse("voices_desk:drawings", args=[session.pk]), "pencil")


class Judged:
    label = _("Voice")

    def body(self, case) -> list[Part]:
        return self.revision(case, case.revision)

    def revision(self, case, revision_id) -> list[Part]:
        found = Revision.objects.filter(pk=revision_id, voice__case=case).first()
        texts = found.texts() if found else {}
        return [Part(name, LABELS[name], text) for name, text in texts.items() if text]

    def difference(self, case, old, new) -> list[tuple[str, str]]:
        return difference(self._whole(case, old), self._whole(case, new))

    def media(self, case) -> list[Media]:
        found = Revision.objects.filter(pk=case.revision, voice__case=case, picture__isnull=False).first()
        if found is None:
            return []
        return [Media(reverse("voice_picture", args=[found.picture_id]), found.alt)]

    def helpers(self, case):
        """Of every revision: who helped with the first one may not judge the second. And who laid it from paper."""
        helped = (
            Revision.objects.filter(voice__case=case, helper__isnull=False).order_by().values_list("helper", flat=True)
        )
        return helped.union(Voice.objects.filter(case=case, laid_by__isnull=False).values_list("laid_by", flat=True))

    def apply_edit(self, case, *, by, texts: dict[str, str], at):
        return actions.suggest(by=by, voice=Voice.objects.get(case=case), texts=texts, at=at)

    def on_decision(self, case, decision) -> None:
        """`voices.receivers` hears of it by the signal."""

    def _whole(self, case, revision_id) -> str:
        return "\n".join(part.text for part in self.revision(case, revision_id))
