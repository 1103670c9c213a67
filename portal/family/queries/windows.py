"""What a guardian or a child sees of their own things."""

from dataclasses import dataclass
from datetime import datetime

from activities import queries as activities
from portal.accounts import queries as people
from portal.accounts.models import User
from portal.consent import queries as consent
from portal.privacy import queries as privacy
from voices import queries as voices
from voices.models import Voice

OFFERS = 6
AGES_ASIDE = 1  # a child may grow into an activity before it begins


@dataclass(frozen=True)
class Home:
    """One child on a guardian's first page."""

    child: User
    link: object
    waiting: int


def homes(guardian, *, at: datetime) -> list[Home]:
    links = list(consent.links_of(guardian))
    waiting = consent.waiting_for(guardian, [link.child_id for link in links], at=at)
    return [Home(link.child, link, waiting.get(link.child_id, 0)) for link in links]


def asked(*, child, person, language: str, at: datetime) -> list[tuple]:
    """Each question with the title of its notice, for one reader."""
    titles = consent.notices(consent.audience_for(person, child, at=at), language, at=at)
    questions = consent.questions(child=child, person=person, at=at)
    return [(question, titles[question.purpose].title) for question in questions if question.purpose in titles]


def notice_for(question, person, *, language: str, at: datetime):
    """The notice a reader sees for one question."""
    return consent.notice(question.purpose, consent.audience_for(person, question.child, at=at), language, at=at)


def open_activities(child, *, at: datetime) -> list:
    """Coming activities of the child's age that the family has not been asked about."""
    age = privacy.age(child.pk, on=consent.day(at))
    if age is None:
        return []
    known = consent.scopes_asked(child)
    coming = activities.coming_up(at).filter(min_age__lte=age + AGES_ASIDE, max_age__gte=age)
    return [activity for activity in coming if activities.scope(activity) not in known]


def places(child) -> list:
    return list(activities.places_of(child))


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
