"""What a family may be asked for, and what makes a permission; each purpose is a switch of its own (CON-5).

Rules are data: who must say yes at which age, how well the guardian must be known, how long a yes lasts.
Absence is refusal, a no wins over any number of yeses, an unknown age counts as the youngest (CON-10, CON-14).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

ADULT = 18  # from this birthday on a person answers alone


class Level(IntegerChoices):
    """How well we know that a guardian is who they say, and is the guardian."""

    G0 = 0, _("nothing checked yet")
    G1 = 1, _("contact confirmed")
    G2 = 2, _("papers seen at the centre")
    G3 = 3, _("guardianship confirmed by a second worker")


class Purpose(TextChoices):
    ACCOUNT = "account", _("a name and a picture here")
    ACTIVITY = "activity", _("an activity")
    LIVE = "live", _("a live room")
    PUBLISH = "publish", _("showing my words")
    PICTURE_BY_CHILD = "picture_by_child", _("showing pictures I made")
    PICTURE_OF_CHILD = "picture_of_child", _("pictures with me in them")
    ADVOCACY = "advocacy", _("my words in a letter to adults who decide")


class Say(StrEnum):
    """What one person's last word comes to at a given second."""

    YES = "yes"
    NO = "no"
    NOTHING = "nothing"  # never asked, ran out, or not yet to be counted


class Missing(StrEnum):
    A_NO = "a_no"  # whose is never said
    GUARDIAN = "guardian"
    LEVEL = "level"
    CHILD = "child"


@dataclass(frozen=True)
class Rule:
    level: Level
    scoped: bool  # a yes is for one activity or one campaign, never for all of them
    assent: bool
    guardian_until: int  # age from which the child's own yes is enough
    days: int  # longest life of a yes

    def asks_guardian(self, age: int | None) -> bool:
        return age is None or age < self.guardian_until

    def missing(self, *, age: int | None, guardians: Iterable[tuple[Say, int]], child: Say) -> list[Missing]:
        """What stands between a child and a permission: empty means yes. `guardians` are confirmed links only."""
        guardians = list(guardians) if age is None or age < ADULT else []
        if child == Say.NO or any(say == Say.NO for say, _level in guardians):
            return [Missing.A_NO]
        found = []
        yeses = [level for say, level in guardians if say == Say.YES]
        if self.asks_guardian(age) and not any(level >= self.level for level in yeses):
            found.append(Missing.LEVEL if yeses else Missing.GUARDIAN)
        if self.assent and child != Say.YES:
            found.append(Missing.CHILD)
        return found


RULES = {
    Purpose.ACCOUNT: Rule(Level.G1, scoped=False, assent=True, guardian_until=14, days=365),
    Purpose.ACTIVITY: Rule(Level.G2, scoped=True, assent=True, guardian_until=16, days=365),
    Purpose.LIVE: Rule(Level.G2, scoped=True, assent=True, guardian_until=16, days=365),
    Purpose.PUBLISH: Rule(Level.G2, scoped=False, assent=True, guardian_until=14, days=365),
    Purpose.PICTURE_BY_CHILD: Rule(Level.G3, scoped=False, assent=True, guardian_until=16, days=365),
    Purpose.PICTURE_OF_CHILD: Rule(Level.G3, scoped=False, assent=True, guardian_until=18, days=365),
    Purpose.ADVOCACY: Rule(Level.G3, scoped=True, assent=True, guardian_until=16, days=365),
}
