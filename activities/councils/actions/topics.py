"""The pool of topics, and voting with dots that can be moved until the round is closed."""

from collections import Counter
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from activities.councils import queries
from activities.councils.actions.councils import locked, run
from activities.councils.actions.refusals import NotReady, NotYours
from activities.councils.actions.words import fit, heard, said_with_lead
from activities.councils.models import Council, Dot, Round, Tally, Topic
from portal.audit import log


def propose_topic(*, by, council: Council, words: str, at: datetime) -> bool:
    """Somebody of the council puts a topic into the pool; whether the words went to the safeguarding lead."""
    said, with_lead = heard(by=by, council=council, words=words, most=80, at=at)
    with said_with_lead(with_lead):
        _propose(by, council, said, with_lead, at)
    return with_lead


@transaction.atomic
def _propose(by, council: Council, said: str, with_lead: bool, at: datetime) -> None:
    council = locked(council)
    if not queries.belongs(by, council, at=at):
        raise NotYours(_("Topics come from those who take part here."))
    if with_lead:
        return
    if not said:
        raise NotReady(_("Write what we should talk about."))
    fit(by=by, words=said, at=at)
    made = Topic.objects.create(council=council, person=by, words=said, at=at)
    log.write("topic.proposed", by=by, subject=f"council:{council.pk}", at=at, topic=str(made.pk))


@transaction.atomic
def read_topic(*, by, topic: Topic, into_pool: bool, at: datetime) -> None:
    """A colleague has read it: into the pool for all, or out of it because it cannot be talked about here."""
    run(by, topic.council, at)
    topic.read_by, topic.read_at = by, at
    topic.done_at = None if into_pool else at
    topic.save(update_fields=["read_by", "read_at", "done_at"])
    log.write("topic.read", by=by, subject=f"topic:{topic.pk}", at=at, into_pool=into_pool)


@transaction.atomic
def close_topic(*, by, topic: Topic, at: datetime) -> None:
    """It has been talked about."""
    run(by, topic.council, at)
    topic.done_at = at
    topic.save(update_fields=["done_at"])
    log.write("topic.done", by=by, subject=f"topic:{topic.pk}", at=at)


@transaction.atomic
def begin_round(*, by, council: Council, dots: int, closes_at: datetime, at: datetime) -> Round:
    council = run(by, council, at)
    if queries.open_round(council):
        raise NotReady(_("A vote with dots is on already."))
    if closes_at <= at:
        raise NotReady(_("It is closed at a moment to come."))
    made = Round.objects.create(council=council, dots=dots, closes_at=closes_at, made_by=by, made_at=at)
    log.write("dots.begun", by=by, subject=f"council:{council.pk}", at=at)
    return made


@transaction.atomic
def lay_dots(*, by, round: Round, dots: dict[UUID, int], at: datetime) -> None:  # noqa: A002 (what a child calls it)
    """Where all of somebody's dots lie now, in place of where they lay: topic → how many."""
    found = Round.objects.select_for_update().get(pk=round.pk)
    if found.closed_at or not queries.open_to_dots(found, at=at):
        raise NotReady(_("The dots are counted already."))
    if not queries.belongs(by, found.council, at=at):
        raise NotYours(_("Topics come from those who take part here."))
    pool = {topic.pk for topic in queries.topics(found.council)}
    laid = [topic for topic, number in dots.items() for _each in range(number) if topic in pool]
    if len(laid) > found.dots:
        raise NotReady(_("Those are more dots than you have."))
    Dot.objects.filter(round=found, person=by).delete()
    Dot.objects.bulk_create(
        Dot(round=found, topic_id=topic, person=by, number=number, most=found.dots)
        for number, topic in enumerate(laid, 1)
    )
    log.write("dots.laid", by=by, subject=f"round:{found.pk}", at=at)


@transaction.atomic
def close_round(*, by, round: Round, at: datetime) -> Round:  # noqa: A002 (what a child calls it)
    """Counts the dots, and lets go of whose they were."""
    found = Round.objects.select_for_update().get(pk=round.pk)
    run(by, found.council, at)
    if found.closed_at or at < found.closes_at:
        raise NotReady(_("Dots are counted when their time is over."))
    counted = Counter(found.laid.values_list("topic", flat=True))
    Tally.objects.bulk_create(
        Tally(round=found, topic=topic, dots=counted[topic.pk]) for topic in queries.topics(found.council)
    )
    found.laid.all().delete()
    found.closed_at = at
    found.save(update_fields=["closed_at"])
    log.write("dots.counted", by=by, subject=f"round:{found.pk}", at=at)
    return found
