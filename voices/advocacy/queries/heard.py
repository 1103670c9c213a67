"""How many children a campaign heard, by age, no small number among them (promise 8)."""

from datetime import datetime

from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.figures.counting import shown
from portal.privacy.kinds import reporting_band
from voices import queries as voices
from voices.advocacy.models import Asked, Campaign
from voices.advocacy.purposes import scope

BANDS = ("6-8", "9-11", "12-14", "15-17")
SMALLEST = 11


def heard(campaign: Campaign, *, at: datetime) -> dict[str, int | None]:
    """Children whose words may travel in this campaign, by reporting band; empty when even all together are few."""
    asked = [row.voice for row in Asked.objects.filter(campaign=campaign).select_related("voice__author")]
    public = voices.public(asked, at=at)
    permitted = consent.permitted({voice.author_id for voice in public}, Purpose.ADVOCACY, scope(campaign), at=at)
    ages = {voice.author_id: voice.shown.age_years for voice in public if voice.author_id in permitted}
    if len(ages) < SMALLEST:
        return {}
    return by_band(ages.values())


def by_band(ages) -> dict[str, int | None]:
    counts = dict.fromkeys(BANDS, 0)
    for age in ages:
        counts[reporting_band(age)] += 1
    return shown(counts, SMALLEST)
