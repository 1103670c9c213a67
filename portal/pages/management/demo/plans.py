"""Each activity of the demo has a plan: written by one, its risks read and the plan approved by another."""

from datetime import datetime

from activities import actions as activities
from activities.desk import actions, queries
from activities.desk.kinds import Level, Point, Stage
from activities.models import Activity

NEED = "放学后到晚饭前没有地方去；上一期结束时，孩子们自己说还想再来。"
RECRUITING = "在站里贴海报，请老成员说给同学听；网站上也写着。"
POINTS = {
    Point.INFORMED: "第一次就说清楚做什么、说的话谁会看到、最后会怎样。",
    Point.VOLUNTARY: "来不来、说不说都由孩子定，中途可以停，不用说理由。",
    Point.RESPECTFUL: "孩子说的照原话记，不评对错。",
    Point.RELEVANT: "题目从孩子提的里面选。",
    Point.FRIENDLY: "每半小时歇一次，有字有图，读不惯的有人念。",
    Point.INCLUSIVE: "不收钱；留两个位子给第一次来的孩子。",
    Point.TRAINED: "带组的两位都有在有效期内的培训。",
    Point.SAFE: "风险写好了，由没有写计划的同事读过。",
    Point.ANSWERED: "两周里告诉孩子送给了谁，有没有回音。",
}
SHARES = {
    Stage.SITUATION: Level.COLLABORATE,
    Stage.PLANNING: Level.COLLABORATE,
    Stage.DESIGN: Level.CONSULT,
    Stage.DOING: Level.CHILD_LED,
    Stage.MONITORING: Level.COLLABORATE,
}


def stand_by(activity: Activity, *, writer, reader, at: datetime) -> None:
    """Written from the template of its kind; `reader` reads the risks and approves."""
    plan = queries.plan_of(actions.begin_plan(by=writer, activity=activity, at=at).activity)
    facts = {"nature": plan.nature, "need": NEED, "goals": plan.goals}
    facts |= {"recruiting": RECRUITING, "measures": plan.measures}
    steps = [{"what": step.what, "minutes": step.minutes, "materials": step.materials} for step in plan.steps.all()]
    rest = {"steps": steps, "budget": [{"what": "纸、笔、水", "amount": 120}], "points": POINTS, "shares": SHARES}
    actions.write_plan(by=writer, plan=plan, facts=facts, seen=plan.written_at, at=at, **rest)
    activities.read_risks(by=reader, activity=activity, at=at)
    actions.hand_in_plan(by=writer, plan=plan, at=at)
    actions.approve_plan(by=reader, plan=plan, at=at)
