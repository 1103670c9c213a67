"""The pages about activities: words for children, written by facilitators in Wagtail, in both languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.models import Page

from activities.models.facts import Activity


def address_of(language: str, url_path: str) -> str:
    """Where a page is read: with one site nothing need be looked up, it hangs below the front page of its language."""
    return f"/{language}/{url_path.split('/', 2)[2]}"


class ActivityIndexPage(Page):
    """The parent of activity pages; its address is the list's, which a view of ours answers."""

    parent_page_types = ["pages.HomePage"]
    subpage_types = ["activities.ActivityPage"]
    max_count_per_parent = 1


class VoiceCard(models.Model):
    """The card "how your voice is used": a page that carries it is not published while a line is empty (ETH-1)."""

    voice_purpose = models.CharField(_("what your words are for"), max_length=120)
    voice_decides = models.CharField(_("who decides with them"), max_length=120)
    voice_changes = models.CharField(_("what can change, and what cannot"), max_length=160)
    voice_dates = models.CharField(_("when you hear back"), max_length=120)
    voice_risks = models.CharField(_("what to watch out for"), max_length=160)

    PANEL = MultiFieldPanel(
        [
            HelpPanel(_("Children read this card before they say yes. An incomplete card holds the page back.")),
            FieldPanel("voice_purpose"),
            FieldPanel("voice_decides"),
            FieldPanel("voice_changes"),
            FieldPanel("voice_dates"),
            FieldPanel("voice_risks"),
        ],
        heading=_("How your voice is used"),
    )

    class Meta:
        abstract = True


class OwnRules:
    """A page with `rules`, one a line."""

    @property
    def own_rules(self) -> list[str]:
        return [line.strip() for line in self.rules.splitlines() if line.strip()]


class ActivityPage(OwnRules, VoiceCard, Page):
    """A group, a club or an event, in words for children."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="pages", verbose_name=_("activity"))
    intro = models.TextField(_("what we do"), max_length=600)
    bring = models.CharField(_("what to bring"), max_length=200, blank=True)
    rules = models.TextField(_("rules the children wrote, one a line"), max_length=800, blank=True)

    parent_page_types = ["activities.ActivityIndexPage"]
    subpage_types = []

    content_panels = [
        *Page.content_panels,
        FieldPanel("activity"),
        FieldPanel("intro"),
        FieldPanel("bring"),
        FieldPanel("rules"),
        VoiceCard.PANEL,
    ]

    class Meta:
        verbose_name = _("activity page")
