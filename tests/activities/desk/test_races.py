"""Two buttons pressed at one moment: a term is laid once, nobody is put on duty twice, one text is kept."""

from datetime import time, timedelta

from django.utils import timezone

from activities.desk import actions
from activities.desk.models import Duty, Plan, Term
from tests.making import activities as make_activities
from tests.making import desk as make


def test_a_term_is_laid_once_however_often_it_is_sent(race):
    hall = make.hall(children=0)
    hall.office.area = "安和区"
    hall.office.save()
    first = timezone.localdate() + timedelta(days=1)
    term = Term.objects.create(area="安和区", name="春季", starts_on=first, ends_on=first + timedelta(days=27))
    facts = {"activity": hall.activity, "term": term, "weekday": first.weekday(), "begins": time(16), "minutes": 60}
    found = race(4, lambda number: actions.lay_weekly(by=hall.adults[0], at=timezone.now(), **facts))
    assert sorted(type(each).__name__ for each in found) == ["NotReady"] * 3 + ["list"]
    starts = list(hall.activity.sessions.values_list("starts_at", flat=True))
    assert len(starts) == len(set(starts)) == 5  # the one of today, and four


def test_nobody_is_put_on_duty_at_two_places_at_one_moment(race):
    halls = [make.hall(children=0, starts_at=timezone.now() + timedelta(hours=3)) for _ in range(4)]
    person = make.adult(make_activities.office())

    def ask(number):
        hall = halls[number]
        return actions.assign(by=hall.adults[0], session=hall.session, person=person, at=timezone.now())

    found = race(4, ask)
    assert sorted(type(each).__name__ for each in found) == ["Duty", *["NotFree"] * 3]
    assert Duty.objects.live().filter(person=person).count() == 1


def test_of_those_who_write_a_plan_at_one_moment_one_is_kept_and_the_others_hear(race):
    hall = make.hall(children=0)
    plan = actions.begin_plan(by=hall.adults[0], activity=hall.activity, at=timezone.now())
    rest = {"steps": [], "budget": [], "points": {}, "shares": {}, "seen": plan.written_at}

    def write(number):
        facts = {"nature": "task", "goals": f"目标{number}"}
        return actions.write_plan(by=hall.adults[number % 2], plan=plan, facts=facts, at=timezone.now(), **rest)

    found = race(4, write)
    assert sorted(type(each).__name__ for each in found) == ["Plan", *["WrittenMeanwhile"] * 3]
    kept = next(each for each in found if isinstance(each, Plan))
    assert Plan.objects.get(pk=plan.pk).goals == kept.goals
