"""What the front page, the search and the help finder show at a moment."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.utils import timezone
from django.utils.translation import get_language
from wagtail.models import Locale, Page

from activities import queries as activities
from activities.registry import Picture
from portal.directory import queries as directory
from portal.pages.models import ActivityPicture, CentrePage, SiteRendition
from voices.advocacy import queries as advocacy

SHOWN = 3
CARD, LARGE = "fill-640x360", "width-1200"  # the two sizes of an activity's picture
ECHOES = 2


def time_of_day(at: datetime) -> str:
    """Which of the four courtyards it is, by the clock in Shanghai."""
    hour = timezone.localtime(at).hour
    return next(
        (word for until, word in ((5, "night"), (11, "morning"), (17, "afternoon"), (20, "evening")) if hour < until),
        "night",
    )


def front(at: datetime) -> dict:
    """The front page, in a number of queries that does not grow with what there is to show."""
    said, echoed = advocacy.latest(at, said=SHOWN, echoed=ECHOES)
    return {
        "time": time_of_day(at),
        "voices": said,
        "activities": activities.on_show(at, SHOWN),
        "echoes": echoed,
        "on_duty": directory.someone_on_duty(at),
    }


def pages_found(text: str, n: int = 10) -> list[Page]:
    """Live pages in the reader's language; Chinese words inside a sentence are found (`portal.text.search`)."""
    if not text:
        return []
    locale = Locale.objects.filter(language_code=get_language()).first()
    rows = Page.objects.live().public().exclude(depth__lt=3)
    rows = rows.filter(locale=locale) if locale else rows
    return list(rows.search(text)[:n])


def on_at(centre, at: datetime) -> list:
    """What is on at a centre, in a number of queries that does not grow."""
    return activities.on_show(at, SHOWN, wanted=activities.Wanted(office=centre.office_id))


def centres() -> list[Page]:
    """Live pages of centres in the reader's language."""
    found = CentrePage.objects.live().public().filter(locale__language_code=get_language())
    return list(found.order_by("title").only("title", "url_path", "lead", "locale"))


def help_page(at: datetime) -> dict:
    lines = list(directory.help_lines(timezone.localtime(at).date()))
    return {
        "national": [line for line in lines if line.national],
        "nearby": [line for line in lines if not line.national],
        "on_duty": directory.someone_on_duty(at),
        "centres": centres(),
    }


def pictures_of(found: Iterable[UUID]) -> dict[UUID, Picture]:
    """The picture of each of these activities that has one; two queries, one where there is none."""
    chosen = list(ActivityPicture.objects.filter(activity__in=list(found)))
    sizes = defaultdict(dict)
    wanted = {"image__in": {each.image_id for each in chosen}, "filter_spec__in": (CARD, LARGE)}
    for rendition in SiteRendition.objects.filter(**wanted) if chosen else ():
        sizes[rendition.image_id][rendition.filter_spec] = rendition
    return {
        each.activity_id: _picture(each, sizes[each.image_id])
        for each in chosen
        if sizes[each.image_id].keys() >= {CARD, LARGE}
    }


def _picture(chosen: ActivityPicture, sizes: dict[str, SiteRendition]) -> Picture:
    large = sizes[LARGE]
    return Picture(sizes[CARD].url, large.url, large.width, large.height, chosen.alt, chosen.alt_en)
