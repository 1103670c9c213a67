"""What an author sees of their own: the draft, a last look before sending, how it stands and what was answered."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from moderation import queries as judged
from moderation.states import State
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.privacy import queries as privacy
from portal.privacy.kinds import needs_helper
from voices.content import Seen, look
from voices.models import Draft, Revision, Voice
from voices.queries.beside import beside
from voices.queries.standing import Standing, standings
from voices.states import EDITABLE, Shown


@dataclass(frozen=True)
class Look:
    """The last look before sending: words with marks, and the notices that sending answers."""

    draft: Draft
    seen: Seen
    age: int | None
    notices: list
    heard: dict[str, int]  # the number of the child's own last answer to each purpose, 0 for none
    home_first: bool  # somebody at home has still to say yes
    young: bool  # a grown-up writes along
    helper: str  # and who that is, as the child calls them; empty until one is named
    said_no: bool  # the child's own no to one of these stands; sending now would be a yes

    @property
    def asks(self) -> list[str]:
        """Which words the page shows, and which own answer it knows of; handed back with the yes (CON-3)."""
        return [f"{notice.purpose}:{notice.pk}:{self.heard[notice.purpose]}" for notice in self.notices]


@dataclass(frozen=True)
class OwnPage:
    standing: Standing
    revision: Revision | None  # what an adult proposes, or else what was sent last
    message: str  # what an adult wrote to the child
    care: bool  # show help and thanks
    may_write: bool
    may_nod: bool
    may_take_back: bool

    @property
    def voice(self) -> Voice:
        return self.standing.voice


def age_on(child, at: datetime) -> int | None:
    return privacy.age(child.pk, on=timezone.localtime(at, timezone.get_default_timezone()).date())


def draft_of(voice: Voice) -> Draft:
    return Draft.objects.select_related("picture").get(voice=voice)


def has_draft(voice: Voice) -> bool:
    return Draft.objects.filter(voice=voice).exists()


def beginning(voice: Voice) -> dict:
    """What stands in the boxes when writing goes on: the draft, or what was sent last."""
    words = Draft.objects.select_related("picture").filter(voice=voice).first() or last_revision(voice)
    begun = {"kind": voice.kind, "helper": str(voice.helper_id or "")}
    if words is None:
        return {**begun, "has_picture": None}
    kept = {name: getattr(words, name) for name in ("title", "body", "alt", "gender")}
    no_faces = getattr(words, "no_faces", words.picture_id is not None)
    return {**begun, **kept, "no_faces": no_faces, "has_picture": words.picture}


def last_revision(voice: Voice) -> Revision | None:
    return Revision.objects.select_related("picture").filter(voice=voice).order_by("number").last()


def preview(voice: Voice, *, language: str, at: datetime) -> Look:
    draft = draft_of(voice)
    age = age_on(voice.author, at)
    seen = look({"title": draft.title, "body": draft.body, "alt": draft.alt}, age=age)
    purposes = [Purpose.PUBLISH, *([Purpose.PICTURE_BY_CHILD] if draft.picture_id else [])]
    audience = consent.audience_for(voice.author, voice.author, at=at)
    notices = [consent.notice(purpose, audience, language, at=at) for purpose in purposes]
    stands = {purpose: consent.standing(voice.author_id, purpose, at=at) for purpose in purposes}
    own = {purpose: how.of(voice.author) for purpose, how in stands.items()}
    young = needs_helper(age)
    return Look(
        draft,
        seen,
        age,
        notices=[notice for notice in notices if notice],
        heard={purpose: said.number if said else 0 for purpose, said in own.items()},
        home_first=not all(_home_said_yes(how) for how in stands.values()),
        young=young,
        helper=_helper(voice, at) if young else "",
        said_no=any(said and str(said.says(at)) == "no" for said in own.values()),
    )


def _helper(voice: Voice, at: datetime) -> str:
    return next((each.label for each in beside(voice.author, at=at) if each.person.pk == voice.helper_id), "")


def own_page(voice: Voice, *, at: datetime) -> OwnPage:
    standing = standings([voice], at=at)[0]
    voice, state = standing.voice, standing.state
    return OwnPage(
        standing=standing,
        revision=last_revision(voice),
        message=_message(voice, state),
        care=bool(voice.case and (state == Shown.KEPT or judged.needs_care(voice.case))),
        may_write=state in EDITABLE,
        may_nod=state in (Shown.NOD, Shown.PUT_AWAY),
        may_take_back=bool(voice.case) and state != Shown.TAKEN_BACK,
    )


def _message(voice: Voice, state: Shown) -> str:
    if voice.case is None or voice.case.state not in (State.CHANGES, State.HELD, State.DECLINED):
        return ""
    decision = judged.last_decision(voice.case)
    return decision.message if decision and state in (Shown.CHANGE, Shown.KEPT, Shown.NOT_SHOWN) else ""


def _home_said_yes(how: consent.Standing) -> bool:
    """Whether only the child's own yes is still missing; sending gives that one."""
    return [str(each) for each in how.missing] in ([], ["child"])
