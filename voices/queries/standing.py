"""How something stands, in the words its author reads (field rules: the loop a child sees)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from moderation.states import State
from voices import registry
from voices.models import Draft, Revision, Voice
from voices.queries.public import public
from voices.states import Shown

NOT_YET = {State.CHANGES: Shown.CHANGE, State.HELD: Shown.KEPT, State.DECLINED: Shown.NOT_SHOWN}


@dataclass(frozen=True)
class Standing:
    """One thing of a child's, as its author sees it."""

    voice: Voice
    state: Shown
    label: str
    opening: str  # its title or first words


def mine(child, *, at: datetime) -> list[Standing]:
    """Everything a child has begun, newest first."""
    return standings(Voice.objects.visible_to(child).order_by("-begun_at"), at=at)


def shown_state(voice: Voice, at: datetime) -> Shown:
    return standings([voice], at=at)[0].state


def standings(voices: Iterable[Voice], *, at: datetime) -> list[Standing]:
    """Constant in queries, however many."""
    rows = list(Voice.objects.filter(pk__in=[voice.pk for voice in voices]).select_related("case", "author"))
    rows.sort(key=lambda voice: voice.begun_at, reverse=True)
    drafts = {draft.voice_id: draft for draft in Draft.objects.filter(voice__in=rows)}
    last = {revision.voice_id: revision for revision in Revision.objects.filter(voice__in=rows).order_by("number")}
    out = {voice.pk for voice in public([voice for voice in rows if voice.showing], at=at)}
    later = registry.later_steps(out, at=at)
    found = []
    for voice in rows:
        state = _state(voice, last.get(voice.pk), voice.pk in out, at)
        words = drafts.get(voice.pk) or last.get(voice.pk)
        step = later.get(voice.pk)
        opening = (words.title or words.body)[:40] if words else ""
        found.append(Standing(voice, *(step or (state, state.label)), opening))
    return found


def _state(voice: Voice, last: Revision | None, is_out: bool, at: datetime) -> Shown:
    case = voice.case
    if voice.taken_back_at:
        return Shown.TAKEN_BACK
    if case is None or last is None:
        return Shown.WRITING
    if case.state in NOT_YET:
        return NOT_YET[case.state]
    if case.state == State.APPROVED:
        return _approved(voice, last, is_out)
    if case.state == State.FIRST_OK or case.claimed_live(at):
        return Shown.READING
    return Shown.SENT


def _approved(voice: Voice, last: Revision, is_out: bool) -> Shown:
    if is_out:
        return Shown.PUBLIC
    if voice.wanted_id is None:
        return Shown.NOD if last.made_by_id != voice.author_id else Shown.PUT_AWAY
    return Shown.HOME if voice.wanted_id == voice.case.revision else Shown.NOD
