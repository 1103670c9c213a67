"""Activities of the demo, their pages in both languages, and who has a place."""

from datetime import datetime, timedelta

from django.utils import timezone

from activities import actions
from activities.actions.pages import lay_index, write_page
from activities.desk import actions as desk
from activities.models import Activity
from activities.purposes import scope
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from portal.pages import actions as pages
from portal.pages.management.demo import plans, town
from portal.pages.management.demo.words import ACTIVITIES, CENTRE

TIMES, WEEK = 6, 7
RISKS = "路上的车：两个大人一头一尾，穿反光背心。走散：分组点名，每半小时一次。孩子累了：随时可以坐下，可以先回家。"
CARD = {
    "zh-hans": {
        "bring": "水壶，一支笔，一顶帽子",
        "voice_purpose": "把你看见的、想到的，讲给能改的大人听",
        "voice_decides": "你们自己选讲哪些，社工帮着送",
        "voice_changes": "我们能送到，能追问；改不改由收到的大人定",
        "voice_dates": "两个星期里告诉你送给了谁，有没有回音",
        "voice_risks": "别写真名、学校和电话；不想说就不说",
    },
    "en": {
        "bring": "a bottle of water, a pen, a hat",
        "voice_purpose": "to tell what you see and think to adults who can change it",
        "voice_decides": "you choose what is told; a social worker carries it",
        "voice_changes": "we can deliver and ask again; whether it changes is for those who receive it",
        "voice_dates": "within two weeks we tell you who has it and whether they answered",
        "voice_risks": "no real names, schools or numbers; you need not speak",
    },
}


def prepare(place, *, at: datetime, now: datetime) -> dict[str, Activity]:
    lay_index()
    made = {}
    maker, reader = place.staff["facilitator1"], place.staff["supervisor"]
    for facts in ACTIVITIES:
        begins = _begins(now, facts["days"], facts["hour"])
        ends = begins + timedelta(minutes=facts["length"])
        activity = actions.create(
            by=maker,
            at=at,
            office=place.home,
            risks=RISKS,
            min_age=facts["ages"][0],
            max_age=facts["ages"][1],
            starts_at=begins,
            ends_at=_last(facts, ends),
            **(
                {"priority": facts["priority"], "names_until": begins - timedelta(days=4)}
                if "priority" in facts
                else {}
            ),
            **{
                name: facts[name]
                for name in (
                    *("name", "name_en", "summary", "summary_en", "decides", "decides_en"),
                    *("where", "where_en", "capacity", "kind"),
                )
            },
        )
        for name in ("facilitator1", "facilitator2"):
            actions.add_lead(by=maker, activity=activity, person=place.staff[name], at=at)
        for number in range(facts.get("times", TIMES)):
            shift = timedelta(days=number * facts.get("every", WEEK))
            actions.add_session(by=maker, activity=activity, starts_at=begins + shift, ends_at=ends + shift, at=at)
        plans.stand_by(activity, writer=maker, reader=reader, at=at)
        for question in facts.get("questions", ()):
            actions.ask(by=maker, activity=activity, at=at, **question)
        made[facts["key"]] = actions.open_activity(by=maker, activity=activity, at=at)
        _pages(made[facts["key"]], facts, by=maker, at=at)
        if facts["days"] <= 2:
            _on_duty(made[facts["key"]], place.staff["facilitator1"], place.staff["facilitator2"], at=at)
    return made


def write_centre(place, *, at: datetime) -> None:
    words = {}
    for language, card in CARD.items():
        voice = {name: text for name, text in card.items() if name.startswith("voice_")}
        words[language] = CENTRE[language] | voice
    pages.write_centre(by=place.staff["editor"], office=place.home, words=words, slug="huaian", at=at)


def _last(facts: dict, ends: datetime) -> datetime:
    return ends + timedelta(days=(facts.get("times", TIMES) - 1) * facts.get("every", WEEK))


def _on_duty(activity, one, other, *, at: datetime) -> None:
    """Two adults for the first time it meets, each put there by the other; the later ones are still to be covered."""
    session = activity.sessions.first()
    desk.assign(by=one, session=session, person=other, at=at)
    desk.assign(by=other, session=session, person=one, at=at)


def _begins(now: datetime, days: int, hour: int) -> datetime:
    local = timezone.localtime(now) + timedelta(days=days)
    if days == 0:  # the one that can be walked into today
        begun = local - timedelta(minutes=5)
        return begun.replace(minute=begun.minute // 5 * 5, second=0, microsecond=0)
    return local.replace(hour=hour, minute=0, second=0, microsecond=0)


def _pages(activity: Activity, facts: dict, *, by, at: datetime) -> None:
    words = {}
    for language, card in CARD.items():
        suffix = "_en" if language == "en" else ""
        words[language] = {"title": facts["name" + suffix], "intro": facts["summary" + suffix], **card}
    write_page(by=by, activity=activity, words=words, slug=facts["key"], at=at)


def fill(place, families: dict, activities: dict[str, Activity], *, at: datetime) -> None:
    """The first child of the demo has a place in the walk and the council; one place in the council is left."""
    for key in ("walk", "council"):
        activity = activities[key]
        for purpose in (Purpose.ACTIVITY, Purpose.LIVE):
            about = {"zh-hans": activity.name, "en": activity.name_en or activity.name}
            what = {"child": families["first"], "purpose": purpose, "scope": scope(activity), "at": at}
            consent.ask(by=families["guardian"], about=about, ends_at=activity.ends_at, **what)
            town.agree(families["guardian"], families["first"], purpose, scope(activity), at=at)
        actions.join(by=families["first"], activity=activity, words="我想一起走走看。", at=at)
