"""Summaries of sessions that are over, and what children said of them."""

from django.db.models import Count, OuterRef, Prefetch, Q, Subquery

from activities.live.models import Assent, Reading, Room, Summary, SummaryVersion
from portal.figures.counting import shown


def went_in(room: Room) -> int:
    """How many children said yes to this session."""
    return Assent.objects.filter(room=room, yes=True).values("child").distinct().count()


def summaries_for(child, activity) -> list[SummaryVersion]:
    """The newest version of each session's summary that this group was given, with `mine`: what this child said of
    it; two queries."""
    newest = SummaryVersion.objects.filter(summary=OuterRef("summary")).order_by("-number").values("pk")[:1]
    rooms = Room.objects.kept().filter(session__activity=activity)
    given = SummaryVersion.objects.filter(pk=Subquery(newest), summary__room__in=rooms)
    versions = list(given.select_related("summary__room__session__activity").order_by("summary__room__closed_at"))
    said = {each.version_id: each for each in Reading.objects.filter(version__in=versions, child=child)}
    for version in versions:
        version.mine = said.get(version.pk)
    return versions


def summary_of(room: Room) -> Summary | None:
    return Summary.objects.filter(room=room).select_related("written_by").first()


def versions_of(summary: Summary) -> list[SummaryVersion]:
    """Newest first, each with what children said was missing or wrong, and how many said that it was so."""
    said = Prefetch("readings", Reading.objects.filter(fits=False).select_related("child").order_by("at"), "amiss")
    fitting = Count("readings", filter=Q(readings__fits=True))
    versions = list(summary.versions.annotate(fitting=fitting).select_related("published_by").prefetch_related(said))
    number = went_in(summary.room)
    for version in versions:
        version.yes = _safe(version.fitting, number)
    return versions


def confirmed(version: SummaryVersion) -> int | None:
    """How many children said that it was so, where that tells nothing of anybody else (decisions: Small numbers)."""
    return _safe(version.readings.filter(fits=True).count(), went_in(version.summary.room))


def _safe(yes: int, of: int) -> int | None:
    return shown({"yes": yes, "rest": max(0, of - yes)})["yes"]
