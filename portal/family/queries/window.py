"""What one reader sees of one child: the guardian's page and the child's are made of the same (CON-19)."""

from dataclasses import dataclass, field
from datetime import datetime

from activities import queries as activities
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.privacy import queries as privacy
from voices import queries as voices
from voices.models import Voice

OFFERS = 6
AGES_ASIDE = 1  # a child may grow into an activity before it begins


@dataclass(frozen=True)
class Sight:
    """How far one reader sees; what is not said here is not shown."""

    reader: User
    places: bool = False
    works: bool = False
    chooses: bool = False  # may put an activity before the family


@dataclass(frozen=True)
class Window:
    asked: list[tuple]
    activities: list = field(default_factory=list)
    places: list = field(default_factory=list)
    works: list = field(default_factory=list)


def sight_of(link) -> Sight:
    """Of a guardian, by their link: until the papers are seen nothing that stands on somebody else's link (CON-7), and
    nobody sees beyond what they speak about."""
    return Sight(
        link.guardian,
        places=link.is_known,
        works=link.is_known and link.reaches(Purpose.PUBLISH),
        chooses=link.reaches(Purpose.ACTIVITY),
    )


def window(child, sight: Sight, *, language: str, at: datetime) -> Window:
    known = asked(child=child, person=sight.reader, language=language, at=at)
    return Window(
        asked=known,
        activities=open_activities(child, {each.scope for each, _title in known}, at=at) if sight.chooses else [],
        places=list(activities.places_of(child)) if sight.places else [],
        works=shown_works(child, at=at) if sight.works else [],
    )


def asked(*, child, person, language: str, at: datetime) -> list[tuple]:
    """Each question with the title of its notice, for one reader."""
    titles = consent.notices(consent.audience_for(person, child, at=at), language, at=at)
    questions = consent.questions(child=child, person=person, at=at)
    return [(question, titles[question.purpose].title) for question in questions if question.purpose in titles]


def notice_for(question, person, *, language: str, at: datetime):
    """The notice a reader sees for one question."""
    return consent.notice(question.purpose, consent.audience_for(person, question.child, at=at), language, at=at)


def open_activities(child, asked: set[str], *, at: datetime) -> list:
    """Coming activities of the child's age, without those the reader knows the family was asked about."""
    age = privacy.age(child.pk, on=consent.day(at))
    if age is None:
        return []
    coming = activities.coming_up(at).filter(min_age__lte=age + AGES_ASIDE, max_age__gte=age)
    return [activity for activity in coming if activities.scope(activity) not in asked]


def shown_works(child, *, at: datetime) -> list:
    """What of a child's anyone may read, with its public words: all that a guardian sees of it (CON-19)."""
    return voices.public(Voice.objects.visible_to(child).showing(), at=at)


def works(child, *, at: datetime) -> list:
    """A child's own things with their states."""
    return voices.mine(child, at=at)


def age(child, *, at: datetime) -> int | None:
    return privacy.age(child.pk, on=consent.day(at))


def offered_names(language: str) -> list[str]:
    """Names that are nobody's, to choose from."""
    return people.offer_pseudonyms(language, OFFERS)
