"""Who must say yes at which age, how well the guardian must be known, how long a yes lasts.

Rules are data, one table for each jurisdiction (CON-14). Absence is refusal, a no wins over any number of yeses, an
unknown age counts as the youngest (CON-10). A rule that changes gets a new version, and is weighed up anew (CON-22).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings

from portal.consent.purposes.names import ADULT, Level, Missing, Purpose, Say


@dataclass(frozen=True)
class Rule:
    level: Level
    scoped: bool  # a yes is for one activity or one campaign, never for all of them
    guardian_until: int  # age from which the child's own yes is enough
    days: int = 365  # longest life of a yes
    version: int = 1
    assent: bool = True
    own_from: int = 14  # from this birthday on the law asks the child: what they said before it ends with it (CON-13)
    grace: timedelta = timedelta(0)  # for so long after a birthday, or a guardian's yes, a child's silence is borne
    sensitive: bool = False
    publication: bool = False  # separate consent (PIPL 25, 29)
    third_party: bool = False  # handed to others (PIPL 23)

    @property
    def lasts(self) -> timedelta:
        return timedelta(days=self.days)

    def asks_guardian(self, age: int | None) -> bool:
        return age is None or age < self.guardian_until

    def is_young(self, age: int | None) -> bool:
        return age is None or age < self.own_from

    def outgrown(self, *, then: int | None, now: int | None) -> bool:
        """Whether a birthday lies between a child's word and now after which they are asked anew."""
        if then is None or now is None:
            return False
        return any(then < turn <= now for turn in (self.own_from, ADULT))

    def missing(
        self, *, age: int | None, guardians: Iterable[tuple[Say, int]], child: Say, welcome: bool = False
    ) -> list[Missing]:
        """What stands between a child and a permission: empty means yes. `guardians` are confirmed links only.

        With `welcome` a child who has said nothing yet is let in by the guardian's yes, and asked inside.
        """
        guardians = list(guardians) if age is None or age < ADULT else []
        if child == Say.NO or any(say == Say.NO for say, _level in guardians):
            return [Missing.A_NO]
        found = []
        yeses = [level for say, level in guardians if say == Say.YES]
        if self.asks_guardian(age) and not any(level >= self.level for level in yeses):
            found.append(Missing.LEVEL if yeses else Missing.GUARDIAN)
        if self.assent and child != Say.YES and not welcome:
            found.append(Missing.CHILD)
        return found


P = Purpose
CHINA: Mapping[Purpose, Rule] = {
    # An account is the door through which a child is asked at all, so silence is borne for a month.
    P.ACCOUNT: Rule(Level.G1, scoped=False, guardian_until=14, grace=timedelta(days=30)),
    P.ACTIVITY: Rule(Level.G2, scoped=True, guardian_until=16),
    P.LIVE: Rule(Level.G2, scoped=True, guardian_until=16),
    P.PUBLISH: Rule(Level.G2, scoped=False, guardian_until=14, publication=True),
    P.PICTURE_BY_CHILD: Rule(Level.G3, scoped=False, guardian_until=16, publication=True),
    P.PICTURE_OF_CHILD: Rule(Level.G3, scoped=False, guardian_until=18, sensitive=True, publication=True),
    P.ADVOCACY: Rule(Level.G3, scoped=True, guardian_until=16, third_party=True),
    P.CLUB: Rule(Level.G2, scoped=True, guardian_until=16),
    P.LIVE_AUDIO: Rule(Level.G3, scoped=True, guardian_until=16, sensitive=True),
    P.LIVE_VIDEO: Rule(Level.G3, scoped=True, guardian_until=18, sensitive=True),
    P.RECORDING: Rule(Level.G3, scoped=True, guardian_until=18, sensitive=True),
    P.VOICE_OF_CHILD: Rule(Level.G3, scoped=False, guardian_until=18, sensitive=True, publication=True),
    P.PUBLISH_FIRST_NAME: Rule(Level.G3, scoped=False, guardian_until=18, sensitive=True, publication=True),
    P.FOLLOW_UP: Rule(Level.G2, scoped=False, guardian_until=16),
    P.RESEARCH: Rule(Level.G3, scoped=True, guardian_until=16, sensitive=True, third_party=True),
    P.ABROAD: Rule(Level.G3, scoped=True, guardian_until=18, third_party=True),
}
JURISDICTIONS = {"cn": CHINA}
RULES = CHINA  # as shipped; what decides asks `rule`


# What was weighed up before this release, in docs/assessments.md (CON-22); everything else starts switched off.
IN_USE = (P.ACCOUNT, P.ACTIVITY, P.LIVE, P.PUBLISH, P.PICTURE_BY_CHILD, P.PICTURE_OF_CHILD, P.ADVOCACY)


def rules() -> Mapping[Purpose, Rule]:
    """The rules in force where this portal stands."""
    return JURISDICTIONS[settings.JURISDICTION]


def rule(purpose) -> Rule:
    """Raises ValueError for what is no purpose."""
    return rules()[Purpose(purpose)]
