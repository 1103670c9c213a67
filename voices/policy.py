"""When something may go out, and when its author may write on; plain sentences, each with a table of cases."""

from dataclasses import dataclass

from voices.states import EDITABLE, Shown


@dataclass(frozen=True)
class Facts:
    """Read anew under lock at the moment of release (MOD-23)."""

    wanted: bool  # the child said yes to exactly this revision
    approved: bool  # the people it needs approved exactly this revision, and nothing holds the case
    may_publish: bool
    has_picture: bool
    may_show_picture: bool
    clean: bool  # a second look over words and picture finds nothing that the approvers did not see


def missing(facts: Facts) -> list[str]:
    """What keeps it in; empty means it goes out. The codes go into the record, never to a screen."""
    found = []
    if not facts.wanted:
        found.append("wish")
    if not facts.approved:
        found.append("approval")
    if not facts.may_publish:
        found.append("consent")
    if facts.has_picture and not facts.may_show_picture:
        found.append("picture_consent")
    if not facts.clean:
        found.append("second_look")
    return found


def may_write(person, voice, state: Shown) -> bool:
    """Only its author, and only while nobody is reading it or can see it."""
    return person.pk == voice.author_id and state in EDITABLE


def may_take_back(person, voice) -> bool:
    """Any time, without a reason; a guardian does it through consent."""
    return person.pk == voice.author_id


def may_nod(person, voice, state: Shown) -> bool:
    """To a changed revision, or to being shown again after it was put away."""
    return person.pk == voice.author_id and state in (Shown.NOD, Shown.PUT_AWAY)
