"""Who must say yes at which age, how well the guardian must be known, how long a yes lasts.

Rules are data. Absence is refusal, a no wins over any number of yeses, an unknown age counts as the youngest (CON-10,
CON-14).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from portal.consent.purposes.names import ADULT, Level, Missing, Purpose, Say


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
    Purpose.CLUB: Rule(Level.G2, scoped=True, assent=True, guardian_until=16, days=365),
    Purpose.LIVE_AUDIO: Rule(Level.G3, scoped=True, assent=True, guardian_until=16, days=365),
    Purpose.LIVE_VIDEO: Rule(Level.G3, scoped=True, assent=True, guardian_until=18, days=365),
    Purpose.RECORDING: Rule(Level.G3, scoped=True, assent=True, guardian_until=18, days=365),
    Purpose.VOICE_OF_CHILD: Rule(Level.G3, scoped=False, assent=True, guardian_until=18, days=365),
    Purpose.PUBLISH_FIRST_NAME: Rule(Level.G3, scoped=False, assent=True, guardian_until=18, days=365),
    Purpose.FOLLOW_UP: Rule(Level.G2, scoped=False, assent=True, guardian_until=16, days=365),
    Purpose.RESEARCH: Rule(Level.G3, scoped=True, assent=True, guardian_until=16, days=365),
    Purpose.ABROAD: Rule(Level.G3, scoped=True, assent=True, guardian_until=18, days=365),
}


# What was weighed up before this release; everything else is off, on no screen, and nobody is asked for it (CON-22).
IN_USE = frozenset(
    {
        Purpose.ACCOUNT,
        Purpose.ACTIVITY,
        Purpose.LIVE,
        Purpose.PUBLISH,
        Purpose.PICTURE_BY_CHILD,
        Purpose.PICTURE_OF_CHILD,
        Purpose.ADVOCACY,
    }
)


def rule(purpose) -> Rule:
    """Raises ValueError for what is no purpose."""
    return RULES[Purpose(purpose)]
