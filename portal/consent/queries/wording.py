"""Which words somebody reads before answering."""

from datetime import datetime

from portal.consent.kinds import Audience
from portal.consent.models import Notice
from portal.consent.queries.deciding import day
from portal.consent.queries.speaking import role_of
from portal.consent.states import Speaker
from portal.privacy import queries as privacy


def audience_for(person, child, *, at: datetime) -> Audience:
    """Which wording somebody reads; the youngest when an age is unknown."""
    if role_of(person, child) == Speaker.GUARDIAN:
        return Audience.GUARDIAN
    age = privacy.age(child.pk, on=day(at))
    if age is None or age <= 8:
        return Audience.YOUNG
    return Audience.MIDDLE if age <= 12 else Audience.OLDER


def notice(purpose, audience, language: str, *, at: datetime) -> Notice | None:
    """The words in force for this purpose and reader; before the first were published, the first."""
    found = Notice.objects.select_related("recording").filter(purpose=purpose, audience=audience, language=language)
    return found.filter(published_at__lte=at).order_by("-version").first() or found.order_by("version").first()


def notice_read(pk, purpose) -> Notice | None:
    """The words somebody says they had before them, in whichever language and however old."""
    return Notice.objects.select_related("recording").filter(pk=pk, purpose=purpose).first()


def notices(audience, language: str, *, at: datetime) -> dict[str, Notice]:
    """The words in force for one kind of reader, by purpose, in one query."""
    found = Notice.objects.filter(audience=audience, language=language).order_by("version")
    first, current = {}, {}
    for each in found:
        first.setdefault(each.purpose, each)
        if each.published_at <= at:
            current[each.purpose] = each
    return first | current
