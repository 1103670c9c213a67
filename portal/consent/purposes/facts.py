"""What each purpose uses and who sees it, as a receipt says it (CON-1, CON-23); in codes, so that it never reads
differently later.

A line belongs to one version of the purpose's rule and is never changed: receipts given years ago are built from it
again. When a rule gets a new version (`rules.py`), a new line is added below the old one.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from portal.consent.purposes.names import Purpose


class Data(TextChoices):
    NAME_HERE = "name_here", _("the name here and its picture")
    IDENTITY = "identity", _("real name and birth date, locked away")
    FAMILY = "family", _("who speaks for the child")
    AGE = "age", _("age")
    TAKING_PART = "taking_part", _("place, reason and whether one came")
    TYPED = "typed", _("what is typed and answered in the room")
    WORDS = "words", _("stories and opinions one wants to show")
    PICTURES = "pictures", _("photos and drawings one made")
    LIKENESS = "likeness", _("pictures with the child in them")
    VOICE = "voice", _("the child's voice")
    GENDER = "gender", _("gender, if one wants to say")
    FIRST_NAME = "first_name", _("the real first name")
    CONTACT = "contact", _("how to reach the family")
    ANSWERS = "answers", _("answers to questions")


class Seen(TextChoices):
    WORKERS = "workers", _("workers who look after it here, as far as their work needs")
    LEADERS = "leaders", _("who leads this activity")
    TOGETHER = "together", _("who is in it together")
    ANYONE = "anyone", _("anyone on the internet")
    OFFICE = "office", _("the office named here")


# What each is called in the Data Privacy Vocabulary 2 (`dpv:`, `pd:`); docs/receipts.md has the table.
DPV_DATA = {
    Data.NAME_HERE: "pd:Username", Data.IDENTITY: "pd:Identifying", Data.FAMILY: "pd:Family", Data.AGE: "pd:Age",
    Data.TAKING_PART: "pd:Behavioral", Data.TYPED: "pd:Communication", Data.WORDS: "pd:Opinion",
    Data.PICTURES: "pd:Picture", Data.LIKENESS: "pd:PhysicalCharacteristic",
    Data.VOICE: "pd:VoiceCommunicationRecording",
    Data.GENDER: "pd:Gender", Data.FIRST_NAME: "pd:Name", Data.CONTACT: "pd:Contact", Data.ANSWERS: "pd:Opinion",
}  # fmt: skip


@dataclass(frozen=True)
class Facts:
    purpose: str  # in DPV
    data: tuple[Data, ...]
    seen_by: tuple[Seen, ...]
    sensitive: bool = False


P, D, S = Purpose, Data, Seen
SERVE, SHOW = "dpv:ServiceProvision", "dpv:PublicBenefit"
FACTS: dict[Purpose, tuple[Facts, ...]] = {
    P.ACCOUNT: (Facts(SERVE, (D.NAME_HERE, D.IDENTITY, D.FAMILY), (S.WORKERS, S.TOGETHER)),),
    P.ACTIVITY: (Facts(SERVE, (D.NAME_HERE, D.AGE, D.TAKING_PART), (S.LEADERS,)),),
    P.LIVE: (Facts(SERVE, (D.NAME_HERE, D.TYPED), (S.LEADERS, S.TOGETHER)),),
    P.PUBLISH: (Facts(SHOW, (D.NAME_HERE, D.AGE, D.WORDS), (S.WORKERS, S.ANYONE)),),
    P.PICTURE_BY_CHILD: (Facts(SHOW, (D.NAME_HERE, D.PICTURES), (S.WORKERS, S.ANYONE)),),
    P.PICTURE_OF_CHILD: (Facts(SHOW, (D.LIKENESS, D.VOICE), (S.WORKERS, S.ANYONE), sensitive=True),),
    P.ADVOCACY: (Facts(SHOW, (D.AGE, D.GENDER, D.WORDS), (S.WORKERS, S.OFFICE, S.ANYONE)),),
    P.CLUB: (Facts(SERVE, (D.NAME_HERE, D.AGE, D.TAKING_PART), (S.LEADERS, S.TOGETHER)),),
    P.LIVE_AUDIO: (Facts(SERVE, (D.NAME_HERE, D.VOICE), (S.LEADERS, S.TOGETHER), sensitive=True),),
    P.LIVE_VIDEO: (Facts(SERVE, (D.NAME_HERE, D.LIKENESS, D.VOICE), (S.LEADERS, S.TOGETHER), sensitive=True),),
    P.RECORDING: (Facts(SERVE, (D.NAME_HERE, D.TYPED, D.VOICE), (S.LEADERS,), sensitive=True),),
    P.VOICE_OF_CHILD: (Facts(SHOW, (D.VOICE,), (S.WORKERS, S.ANYONE), sensitive=True),),
    P.PUBLISH_FIRST_NAME: (Facts(SHOW, (D.FIRST_NAME, D.AGE, D.WORDS), (S.WORKERS, S.ANYONE), sensitive=True),),
    P.FOLLOW_UP: (Facts(SERVE, (D.CONTACT,), (S.WORKERS,)),),
    P.RESEARCH: (Facts("dpv:ResearchAndDevelopment", (D.AGE, D.ANSWERS), (S.WORKERS, S.OFFICE), sensitive=True),),
    P.ABROAD: (Facts(SHOW, (D.AGE, D.WORDS), (S.WORKERS, S.OFFICE)),),
}


def facts(purpose, version: int) -> Facts:
    """Of one version of the rule, counted from 1."""
    return FACTS[Purpose(purpose)][version - 1]
