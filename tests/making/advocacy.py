"""Campaigns and briefs at every step of their way, by the people it takes."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from django.utils import timezone

from portal.accounts.models import User
from portal.accounts.roles import Role
from portal.consent.purposes import Purpose
from portal.directory.models import Office
from tests.making import accounts as make_accounts
from tests.making import consent as make_consent
from tests.making import directory as make_directory
from tests.making import voices as make_voices
from voices.advocacy import actions
from voices.advocacy.models import Brief, Campaign, Delivery
from voices.advocacy.purposes import scope
from voices.models import Voice

WORDS = {
    "subtitle": "关于安和区上学路的儿童意见", "subtitle_en": "Children on their way to school in Anhe",
    "method": "十一月，槐安站，八到十二岁的孩子。社工记录。个别数字不足11人，合并显示。",
    "method_en": "November, Huai'an, children of 8 to 12. Small numbers are shown together.",
}  # fmt: skip
numbers = count(1)
LINE = "绿灯只有十二秒。"


@dataclass
class House:
    """One office of ours with two curators, and one that receives."""

    office: Office
    recipient: Office
    curator: User
    second: User


def house(*, at=None) -> House:
    at = at or timezone.now()
    office = make_directory.office(at=at)
    number = next(numbers)
    street = {"name": f"河沿街道{number}", "name_en": f"Heyan street office {number}"}
    recipient = make_directory.office(**street, ours=False, receives=True, at=at)
    curators = [make_accounts.staff(Role.CURATOR, office=office, at=at) for _ in range(2)]
    return House(office, recipient, *curators)


def campaign(of: House, *, at=None, **more) -> Campaign:
    at = at or timezone.now()
    words = {"title": "绿灯只有十二秒", "title_en": "Twelve seconds of green"} | more
    return actions.open_campaign(
        by=of.curator, office=of.office, recipient=of.recipient, ends_at=at + timedelta(days=90), at=at, **words
    )


def agreed(campaign: Campaign, voice: Voice, home, *, by, at=None) -> None:
    """Asked by name, and every guardian and the child say yes."""
    at = at or timezone.now()
    actions.ask_to_use(by=by, campaign=campaign, voice=voice, at=at)
    make_consent.all_say(home, Purpose.ADVOCACY, scope(campaign), at=at)


def voice(*, at=None, **more):
    """A family and its child's public voice."""
    home = make_voices.home(at=at)
    return home, make_voices.out(home.child, at=at, **more)


def brief(of: House, campaign: Campaign, *, at=None, **words) -> Brief:
    return actions.draft_brief(by=of.curator, campaign=campaign, at=at or timezone.now(), **(WORDS | words))


@dataclass
class Story:
    house: House
    campaign: Campaign
    home: object
    voice: Voice
    brief: Brief


def quoted(*, at=None, house_=None) -> Story:
    """A draft whose title is a child's sentence, everybody having said yes."""
    at = at or timezone.now()
    of = house_ or house(at=at)
    home, said = voice(at=at)
    made = campaign(of, at=at)
    agreed(made, said, home, by=of.curator, at=at)
    draft = brief(of, made, at=at)
    actions.quote(by=of.curator, brief=draft, voice=said, words=LINE, as_title=True, at=at)
    return Story(of, made, home, said, draft)


def released(*, at=None, house_=None) -> Story:
    at = at or timezone.now()
    story = quoted(at=at, house_=house_)
    story.brief = actions.release_brief(by=story.house.second, brief=story.brief, at=at)
    return story


def delivered(*, at=None, house_=None) -> tuple[Story, Delivery]:
    at = at or timezone.now()
    story = released(at=at, house_=house_)
    return story, actions.deliver(by=story.house.curator, brief=story.brief, at=at)
