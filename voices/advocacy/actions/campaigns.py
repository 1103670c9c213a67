"""Opening a campaign, and asking a family about it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from portal.consent import actions as consent
from portal.consent.purposes import Purpose
from portal.notices import actions as notices
from voices import queries as voices
from voices.advocacy import policy
from voices.advocacy.actions.refusals import NotPermitted, NotReady, NotYours
from voices.advocacy.models import Asked, Campaign
from voices.advocacy.purposes import scope
from voices.models import Voice


@transaction.atomic
def open_campaign(*, by, title: str, title_en: str, office, recipient, ends_at: datetime, at: datetime) -> Campaign:
    if not policy.may_open(by, office, at=at):
        raise NotYours
    if not recipient.receives or recipient.pk == office.pk:
        raise NotReady(_("Choose an office that receives what children say."))
    if not recipient.contact:
        raise NotReady(_("Families read how this office is reached. Please have that entered first."))
    if ends_at <= at:
        raise NotReady(_("The campaign has to end later than now."))
    made = Campaign.objects.create(
        title=title, title_en=title_en, office=office, recipient=recipient, ends_at=ends_at, opened_by=by, opened_at=at
    )
    log.write("campaign.opened", by=by, subject=f"campaign:{made.pk}", at=at, recipient=str(recipient.pk))
    return made


@transaction.atomic
def ask_to_use(*, by, campaign: Campaign, voice: Voice, at: datetime) -> Asked:
    """Asks child and guardians about this campaign and this recipient, by name (CON-23); asking twice asks once."""
    if not policy.may_curate(by, campaign, at=at) or policy.is_family(by, voice.author):
        raise NotYours
    if not voices.is_public(voice, at):
        raise NotPermitted
    asked, new = Asked.objects.get_or_create(campaign=campaign, voice=voice, defaults={"by": by, "at": at})
    if new:
        child, where = voice.author, scope(campaign)
        consent.ask(
            by=by, child=child, purpose=Purpose.ADVOCACY, scope=where, about=_about(campaign),
            recipients=[_recipient(campaign)], ends_at=campaign.ends_at, at=at,
        )  # fmt: skip
        notices.tell(
            person=child, kind="advocacy.asked", about=f"child:{child.pk}", at=at, office=_name(campaign, child)
        )
        log.write("campaign.asked", by=by, subject=f"voice:{voice.pk}", at=at, campaign=str(campaign.pk))
    return asked


def _about(campaign: Campaign) -> dict[str, str]:
    office = campaign.recipient
    return {
        "zh-hans": f"《{campaign.title}》，交给{office.name}",
        "en": f"“{campaign.title_en}”, to {office.name_en or office.name}",
    }


def _recipient(campaign: Campaign) -> dict:
    """As the family's receipt keeps it, whatever the office is called later (CON-23)."""
    office = campaign.recipient
    both = [{"zh-hans": each.name, "en": each.name_en or each.name} for each in (office, office.organisation)]
    return {"name": both[0], "organisation": both[1], "area": office.area, "contact": office.contact}


def _name(campaign: Campaign, person) -> str:
    office = campaign.recipient
    return (office.name_en or office.name) if person.language == "en" else office.name
