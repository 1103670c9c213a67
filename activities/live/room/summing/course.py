"""How a session went: from when until when, its steps with their times, who had which role."""

from activities.live import protocol as p
from activities.live.room.summing.ways import Course, Story


def course(told: Story) -> Course:
    began = next((at for _number, at, event in told.events if _begins(event)), None)
    ended = next((at for _number, at, event in told.events if isinstance(event, p.RoomClosed)), None)
    roles = [(event.role, event.who) for _number, _at, event in told.events if isinstance(event, p.RoleGiven)]
    named = tuple(dict.fromkeys(each for each in roles if each[1].name))
    return Course(began, ended, tuple(_steps(told)), named)


def _begins(event) -> bool:
    opened = isinstance(event, p.RoomOpened) and event.stage != "prepared"
    return opened or isinstance(event, p.DoorsOpened)


def _steps(told: Story):
    steps: tuple = ()
    for _number, at, event in told.events:
        if isinstance(event, p.RoomOpened | p.StepsSet):
            steps = event.steps
        if isinstance(event, p.StepMoved) and 0 < event.step <= len(steps):
            yield steps[event.step - 1].what, at
