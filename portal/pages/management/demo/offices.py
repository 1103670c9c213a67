"""Children of the demo who hold office: the stewards' committee, elected, at work, and electing; parents beginning."""

from datetime import datetime, timedelta

from django.utils import timezone

from activities import actions as activities
from activities.councils import actions
from activities.councils.kinds import Kind, Role
from activities.councils.models import Council, Election
from activities.models import Activity
from activities.purposes import scope
from portal.accounts.models import User
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from portal.pages.management.demo import town

COMMITTEE = {
    "name": "小管家委员会", "name_en": "The Stewards' Committee", "decides": "家规、开门时间、每月三百块钱",
    "decides_en": "house rules, opening hours, 300 yuan a month",
}  # fmt: skip
PARENTS = {
    "kind": Kind.PARENTS, "name": "家长委员会", "name_en": "Parents' Committee", "decides": "家长互助、活动时间",
    "decides_en": "how parents help each other, times of activities",
}  # fmt: skip
RULES = "说话一个一个来，说“过”也可以。\n玩具用完放回原处。\n小的先挑书，大的帮忙够高处的。\n吵架了先停下，找计时员。"
TOPICS = ("书架太高，够不着", "周六能不能早半小时开门", "下雨天在屋里玩什么")
MINUTES = "谈了开门时间。定了：周六上午九点半开门，先试四个星期。\n花了十二块五买彩笔。\n下次谈：书架太高怎么办。"
MONEY = (("这个月的钱", 30000), ("彩笔两盒", -1250), ("借书卡", -2600), ("绿萝一盆", -1800))
DAY = timedelta(days=1)


def hold(place, families: dict, said: dict, adults: dict, activity: Activity, *, now: datetime) -> None:
    """`said`, `adults`: stories and guardians of the demo's speakers, by key."""
    homes = [(families["guardian"], families[key]) for key in ("first", "second")]
    homes += [(adults[key], said[key].author) for key in ("hand", "steps", "light", "lamp")]
    for adult, child in homes:
        _joins(adult, child, activity, at=now - 11 * DAY)
    boss = place.staff["facilitator1"]
    council = actions.make(by=boss, office=place.home, activity=activity, at=now - 10 * DAY, **COMMITTEE)
    children = [child for _adult, child in homes]
    _was_elected(council, boss, children, now=now)
    _works(council, place, children, now=now)
    _elects(council, boss, children, now=now)
    parents = actions.make(by=boss, office=place.home, activity=activity, at=now - 2 * DAY, **PARENTS)
    election = _begun(parents, boss, Role.MEMBER, 3, at=now - DAY, now=now)
    _stands(election, boss, adults["hand"], "每个月来做一次饭，带大家认识邻居。", at=now - DAY, called="铃铛妈妈")


def _joins(adult: User, child: User, activity: Activity, *, at: datetime) -> None:
    about = {"zh-hans": activity.name, "en": activity.name_en or activity.name}
    what = {"child": child, "purpose": Purpose.ACTIVITY, "scope": scope(activity), "at": at}
    consent.ask(by=adult, about=about, ends_at=activity.ends_at, **what)
    town.agree(adult, child, Purpose.ACTIVITY, scope(activity), at=at)
    activities.join(by=child, activity=activity, at=at)


def _begun(council: Council, boss: User, role: Role, seats: int, *, at: datetime, now: datetime, names=3) -> Election:
    today = timezone.localdate(now)
    return actions.begin(
        by=boss, council=council, role=role, seats=seats, way="vote", quorum=50, at=at,
        nominate_until=at + names * DAY, vote_until=at + (names + 3) * DAY,
        term_starts_on=today - 4 * DAY, term_ends_on=today + 150 * DAY,
    )  # fmt: skip


def _stands(election: Election, boss: User, person: User, words: str, *, at: datetime, called: str = "") -> str:
    actions.stand(by=person, election=election, words=words, called=called, at=at)
    candidate = election.candidates.get(person=person)
    actions.read_words(by=boss, candidate=candidate, seen=words, may_stay=True, at=at)
    return candidate.lot


def _was_elected(council: Council, boss: User, children: list[User], *, now: datetime) -> None:
    """Three members, by a vote that is over."""
    at = now - 10 * DAY
    election = _begun(council, boss, Role.MEMBER, 3, at=at, now=now)
    words = ("把图书角摆整齐。", "让小的孩子也敢说话。", "开门的时候我都在。", "想办法把滑梯弄凉快。")
    lots = [_stands(election, boss, *each, at=at) for each in zip(children[1:5], words, strict=True)]
    election = actions.open_vote(by=boss, election=election, at=election.nominate_until)
    for number, child in enumerate(children):
        picked = [lots[0], lots[1], lots[2 + number % 2]]
        actions.vote(by=child, election=election, picked=picked, at=election.nominate_until + DAY)
    actions.count(by=boss, election=election, at=election.vote_until)


def _works(council: Council, place, children: list[User], *, now: datetime) -> None:
    boss, colleague, at = place.staff["facilitator1"], place.staff["facilitator2"], now - 3 * DAY
    today = timezone.localdate(now)
    for child, role in ((children[0], Role.LIBRARIAN), (children[4], Role.TIME_KEEPER), (children[3], Role.NOTE_TAKER)):
        term = actions.name_holder(by=boss, council=council, person=child, role=role, ends_on=today + 150 * DAY, at=at)
        actions.answer_named(by=child, term=term, yes=True, at=at)
    rules = actions.write_rules(by=boss, council=council, lines=RULES, at=at)
    for child in children[1:5]:
        if not rules.steps.filter(kind="adopted").exists():
            actions.agree_to_rules(by=child, rules=rules, at=at)
    for child, words in zip(children, TOPICS, strict=False):
        actions.propose_topic(by=child, council=council, words=words, at=at)
    for topic in council.topics.all():
        actions.read_topic(by=boss, topic=topic, into_pool=True, at=at)
    actions.begin_round(by=boss, council=council, dots=3, closes_at=now + 4 * DAY, at=at)
    actions.write_minutes(by=children[3], council=council, held_on=today - 3 * DAY, words=MINUTES, at=at)
    actions.publish_minutes(by=colleague, minutes=council.minutes.get(), seen=MINUTES, at=at)
    for what, fen in MONEY:
        actions.note_money(by=boss, council=council, day=today - 3 * DAY, what=what, fen=fen, at=at)


def _elects(council: Council, boss: User, children: list[User], *, now: datetime) -> None:
    """A chair is being voted for; names of reporters are still collected."""
    at = now - 2 * DAY
    chair = _begun(council, boss, Role.CHAIR, 1, at=at, now=now, names=1)
    for child, words in ((children[2], "开会不超过四十分钟。"), (children[5], "先听小的说。")):
        _stands(chair, boss, child, words, at=at)
    chair = actions.open_vote(by=boss, election=chair, at=now - DAY)
    actions.vote(by=children[1], election=chair, picked=[], at=now - DAY)
    reporters = _begun(council, boss, Role.REPORTER, 2, at=now - DAY, now=now)
    _stands(reporters, boss, children[3], "想采访修路的叔叔。", at=now - DAY)
    actions.propose(by=children[2], election=reporters, person=children[0], at=now - DAY)
