"""What we do today, step by step, and the clock. Times go with the events: every page counts down by itself."""

import re
from datetime import timedelta

from activities.live import protocol as p
from activities.live.protocol import Step
from activities.live.room.deciding.ways import leads
from activities.live.room.shapes import Refused, Sent

STEPS, LONGEST, MINUTES = 12, 80, 120
LINE = re.compile(r"^(?:(\d{1,3})\s*(?:分钟|分|minutes|min)?[\s.、:：-]+)?(.+)$", re.ASCII)


def steps_of(text: str) -> tuple[Step, ...]:
    """One step a line, "10 we say hello" or "we say hello"; raises Refused("steps_unclear")."""
    found = [LINE.match(line.strip()) for line in text.splitlines() if line.strip()]
    steps = tuple(Step(what=each[2].strip(), minutes=int(each[1] or 0)) for each in found if each)
    if len(steps) > STEPS or any(len(each.what) > LONGEST or each.minutes > MINUTES for each in steps):
        raise Refused("steps_unclear")
    return steps


@leads(p.SetAgenda)
def _(room, member, command, now):
    if now.kinds:
        raise Refused("screened")
    return [] if room.agenda == command.text else [Sent(p.AgendaSet(text=command.text))]


@leads(p.SetSteps)
def _(room, member, command, now):
    if now.kinds:
        raise Refused("screened")
    steps = steps_of(command.text)
    return [] if room.steps == steps else [Sent(p.StepsSet(steps=steps))]


@leads(p.GoStep)
def _(room, member, command, now):
    if command.step > len(room.steps):
        raise Refused("no_step")
    if command.step == room.step:
        return []
    minutes = room.steps[command.step - 1].minutes if command.step else 0
    ends = now.at + timedelta(minutes=minutes) if minutes else None
    return [Sent(p.StepMoved(step=command.step, ends_at=ends))]


@leads(p.StartTimer)
def _(room, member, command, now):
    return [Sent(p.TimerStarted(ends_at=now.at + timedelta(minutes=command.minutes)))]


@leads(p.StopTimer)
def _(room, member, command, now):
    return [Sent(p.TimerStopped())] if room.timer else []
