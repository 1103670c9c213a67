"""A group of the demo that is over: planned, asked before and at the end on paper, evaluated and reported of."""

from datetime import datetime, timedelta

from django.utils import timezone, translation

from activities import actions
from activities.desk import actions as desk
from activities.desk import queries
from activities.desk.kinds import Level, Point, Stage

SHEETS = {"before": ((8, 10, 6, 4, 2), (9, 9, 7, 3, 2)), "after": ((5, 6, 6, 8, 5), (3, 8, 6, 8, 4))}
FACTS = {
    "name": "第一次走读", "name_en": "The first walks", "summary": "三个下午，三条路，画成一张地图。",
    "summary_en": "Three afternoons, three routes, one map.", "decides": "走哪条路，地图上画什么",
    "decides_en": "which route, what goes onto the map", "where": "槐安童缘点门口集合",
    "where_en": "meet at the Huai'an centre", "capacity": 30, "kind": "closed", "min_age": 7, "max_age": 12,
}  # fmt: skip
RISKS = "路上的车：两个大人一头一尾，穿反光背心。走散：分组点名，每半小时一次。"
MEASURES = (
    {
        "words": "我敢在大家面前说出我的想法。", "words_en": "I dare to say what I think in front of others.",
        "why": "看看这个小组有没有让你更敢说。", "why_en": "To see whether the group made it easier to speak.",
    },
    {
        "words": "我知道路不好走的时候，可以去找谁。", "words_en": "I know whom to ask when a road is hard to walk.",
        "why": "看看走完以后你是不是知道得更多。", "why_en": "To see whether you know more after the walks.",
    },
)  # fmt: skip
LEVELS, LEVELS_EN = "一点也不\n不太\n一般\n挺\n非常", "not at all\nnot much\nso-so\nquite\nvery much"
HOW = "第一次见面说清楚；每次都问一遍；谁都可以不答，可以停。"
RECORDS = (
    ("大家定了三条规矩，选了第一条路。有人先用画的，后来才开口。", "规矩是孩子自己写的。", "下次先分小组，再一起说。"),
    ("分四组量台阶，用粉笔标出来。下雨前收了队。", "每组都有人说了一件不好走的事。", "带卷尺，早十分钟集合。"),
    ("把三条路画成一张地图，选了三件事送给街道。", "地图上每一处都说得出理由。", "等街道回音，一个月后告诉大家。"),
)
CAME_OF_IT = {
    "reached": "三个目标都达到了：每个孩子都说过至少一次；地图画成了；知道该找谁。看记录和前后测。",
    "changed": "开始时多数孩子让大人先说，最后一次由孩子带路、孩子讲解。",
    "said": "“原来台阶也可以改。”“我讲的时候，大家真的在听。”",
    "hard": "第二次下雨，量得太急。大孩子说得多，小的要多等一等。",
    "coming": "一个月后把街道的回音告诉孩子；秋天再走两条路，让小的先选。",
}


def plant(place, *, now: datetime) -> None:
    """In its own time: three weekly sessions, the last one three days ago."""
    maker, other, boss = (place.staff[key] for key in ("facilitator1", "facilitator2", "supervisor"))
    last = timezone.localtime(now - timedelta(days=3)).replace(hour=15, minute=0, second=0, microsecond=0)
    starts = [last - timedelta(days=14), last - timedelta(days=7), last]
    length, made_at = timedelta(hours=2), starts[0] - timedelta(days=4)
    _terms(place, boss, starts[0], at=made_at)
    activity = actions.create(
        by=maker, at=made_at, office=place.home, risks=RISKS, starts_at=starts[0], ends_at=last + length, **FACTS
    )
    actions.add_lead(by=maker, activity=activity, person=other, at=made_at)
    sessions = [
        actions.add_session(by=maker, activity=activity, starts_at=start, ends_at=start + length, at=made_at)
        for start in starts
    ]
    actions.read_risks(by=boss, activity=activity, at=made_at)
    _plan(activity, maker, boss, at=made_at)
    activity = actions.open_activity(by=maker, activity=activity, at=made_at)
    for session, words in zip(sessions, RECORDS, strict=True):
        _worked(session, maker, other, words, at=made_at)
    evaluation = _evaluated(activity, maker, starts[0] - timedelta(days=1), last + timedelta(hours=1))
    facts = {"evaluation": evaluation, "words": CAME_OF_IT, "seen": 0, "done": True}
    desk.write_evaluation(by=maker, at=last + timedelta(days=1), **facts)
    _reported(activity, maker, boss, at=last + timedelta(days=1))


def _terms(place, boss, begins: datetime, *, at: datetime) -> None:
    day = timezone.localdate(begins)
    dates = {"starts_on": day - timedelta(days=30), "ends_on": day + timedelta(days=90)}
    desk.set_term(by=boss, area=place.home.area, name="这个学期", at=at, **dates)
    desk.set_special_day(
        by=boss, area=place.home.area, day=day + timedelta(days=45), name="运动会", follows=None, at=at
    )


def _plan(activity, maker, boss, *, at: datetime) -> None:
    plan = desk.begin_plan(by=maker, activity=activity, at=at)
    facts = {
        "nature": "growth", "need": "孩子说放学路上有三处不好走，没有人问过他们。",
        "goals": "每个孩子都说出至少一次自己的想法\n一起画成一张地图\n知道路不好走可以找谁",
        "recruiting": "童缘点门口的海报，学校门口的传单", "measures": "前后各问同样两道题，看每次的记录",
    }  # fmt: skip
    steps = [{"what": "走一条路，边走边记", "minutes": 60, "materials": "粉笔、卷尺"},
             {"what": "画到地图上，说理由", "minutes": 40, "materials": "大白纸"}]  # fmt: skip
    shares = dict.fromkeys(Stage.values, Level.COLLABORATE) | {Stage.DOING: Level.CHILD_LED}
    points = dict.fromkeys(Point.values, HOW)
    rest = {"steps": steps, "budget": [], "points": points, "shares": shares, "seen": plan.written_at}
    desk.write_plan(by=maker, plan=plan, facts=facts, at=at, **rest)
    desk.approve_plan(by=boss, plan=desk.hand_in_plan(by=maker, plan=plan, at=at), at=at)


def _worked(session, one, other, words: tuple[str, str, str], *, at: datetime) -> None:
    after = session.ends_at + timedelta(hours=3)
    for person, by in ((one, other), (other, one)):
        duty = desk.assign(by=by, session=session, person=person, at=at)
        desk.note_hours(by=person, duty=duty, minutes=150, at=after)
    said = dict(zip(("course", "reached", "coming"), words, strict=True))
    desk.write_record(by=one, session=session, form="process", words=said, done=True, seen=None, at=after)


def _evaluated(activity, maker, before: datetime, after: datetime):
    """On paper both times: a group writes with pencils."""
    evaluation = desk.begin_evaluation(by=maker, activity=activity, at=before)
    for measure in MEASURES:
        desk.add_measure(by=maker, evaluation=evaluation, levels=LEVELS, levels_en=LEVELS_EN, at=before, **measure)
    for at, moment in ((before, "before"), (after, "after")):
        evaluation = desk.go_on_asking(by=maker, evaluation=evaluation, seen=evaluation.state, at=at)
        counts = {
            (number, level): count for number, row in enumerate(SHEETS[moment], 1) for level, count in enumerate(row)
        }
        desk.note_sheets(by=maker, evaluation=evaluation, counts=counts, at=at)
        evaluation = desk.go_on_asking(by=maker, evaluation=evaluation, seen=evaluation.state, at=at)
    return evaluation


def _reported(activity, maker, boss, *, at: datetime) -> None:
    [period] = queries.periods(activity)
    with translation.override("zh-hans"):
        report = desk.begin_report(by=maker, activity=activity, first=period.first, at=at)
    report = desk.hand_report_in(by=maker, report=report, at=at)
    desk.finish_report(by=boss, report=report, at=at + timedelta(days=1))
