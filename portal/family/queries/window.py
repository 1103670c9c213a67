"""What one reader sees of one child: the guardian's page and the child's are made of the same (CON-19)."""

from dataclasses import dataclass, field, replace
from datetime import datetime

from activities import queries as activities
from portal.accounts import queries as people
from portal.accounts.models import Card, Device, User
from portal.consent import queries as consent
from portal.consent.kinds import Mood
from portal.consent.purposes import Purpose
from portal.consent.states import LinkState
from portal.family.queries.homes import may_let_in
from portal.privacy import queries as privacy
from voices import queries as voices
from voices.advocacy import queries as advocacy
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
    ways: bool = False  # makes the child's cards, and so sees how the child comes in


@dataclass(frozen=True)
class Window:
    asked: list[tuple]
    activities: list = field(default_factory=list)
    places: list = field(default_factory=list)
    coming: list = field(default_factory=list)
    works: list = field(default_factory=list)
    card: Card | None = None  # the one that is out
    used: Card | None = None  # the one that was used last
    phones: list[Device] = field(default_factory=list)

    def of_mood(self, *moods) -> list[tuple]:
        return [pair for pair in self.asked if pair[0].mood in moods]

    @property
    def waits_for_reader(self) -> list[tuple]:
        return self.of_mood(Mood.YOURS)

    @property
    def waits_for_others(self) -> list[tuple]:
        return self.of_mood(Mood.CHILD, Mood.HOME, Mood.PAPERS)

    @property
    def allowed(self) -> list[tuple]:
        return self.of_mood(Mood.ON)

    @property
    def paused(self) -> list[tuple]:
        return self.of_mood(Mood.PAUSED)


@dataclass(frozen=True)
class AtHome:
    """What one adult's page shows of a child, as the child is told it; how that adult answered is not in it (CON-9)."""

    relation: str
    window: Window
    speaks: str = ""  # about what: an `Authority`, UNSEEN before papers, "" while nobody can say


UNSEEN = "unseen"


def sight_of(link, *, at: datetime) -> Sight:
    """Of a guardian, by their link: until the papers are seen nothing that stands on somebody else's link (CON-7), and
    nobody sees beyond what they speak about."""
    return Sight(
        link.guardian,
        places=link.is_known,
        works=link.is_known and link.reaches(Purpose.PUBLISH),
        chooses=link.reaches(Purpose.ACTIVITY),
        ways=may_let_in(link, at=at),
    )


def falls_together(reader, question) -> list:
    """Times of the child's other activities that overlap those of the one asked about; for a guardian who sees them."""
    if question.for_child or question.purpose != Purpose.ACTIVITY:
        return []
    link = consent.links_of(reader).filter(child=question.child.pk).first()
    if link is None or not sight_of(link, at=question.at).places:
        return []
    activity = activities.of_scope(question.scope)
    return activities.clashes(question.child, activity, at=question.at) if activity else []


def how_far(link) -> str:
    """About what an adult speaks, as the child is told it. Nothing of one in doubt: a child is not drawn into it."""
    if link.is_known:
        return str(link.authority)
    return "" if link.state == LinkState.DISPUTED else UNSEEN


def window(child, sight: Sight, *, language: str, at: datetime) -> Window:
    known = asked(child=child, person=sight.reader, language=language, at=at)
    card, used = people.cards_of(child, at=at) if sight.ways else (None, None)
    return Window(
        asked=known,
        activities=open_activities(child, {each.scope for each, _title in known}, at=at) if sight.chooses else [],
        places=list(activities.places_of(child)) if sight.places else [],
        coming=voices.coming(child, at=at) if sight.works else [],
        works=shown_works(child, at=at) if sight.works else [],
        card=card,
        used=used,
        phones=list(people.phones_of(child)) if sight.ways else [],
    )


def seen_at_home(child, *, known: list[tuple], language: str, at: datetime) -> list[AtHome]:
    """The window of each adult who can open the child's page now, made by the same hand as that page (CON-19).

    `known` is what the child itself is `asked`: each question has the name there that the child knows it by.
    """
    titles = {question.purpose: title for question, title in known}
    found = []
    for link in consent.links_that_look(child):
        seen = window(child, sight_of(link, at=at), language=language, at=at)
        named = [(question, titles.get(question.purpose, title)) for question, title in seen.asked]
        found.append(AtHome(link.get_relation_display(), replace(seen, asked=named), how_far(link)))
    return found


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
    """What of a child's anyone may read, with its public words and where it was `used` since: in which brief, sent to
    which office, answered or not (CON-11). Only quotes that stand at this second, as on the public pages."""
    found = voices.public(Voice.objects.visible_to(child).showing(), at=at)
    paths = advocacy.paths([voice.pk for voice in found], at=at) if found else {}
    for voice in found:
        voice.used = paths.get(voice.pk, [])
    return found


def works(child, *, at: datetime) -> list:
    """A child's own things with their states."""
    return voices.mine(child, at=at)


def age(child, *, at: datetime) -> int | None:
    return privacy.age(child.pk, on=consent.day(at))


def offered_names(language: str) -> list[str]:
    """Names that are nobody's, to choose from."""
    return people.offer_pseudonyms(language, OFFERS)
