"""A centre: a place with hours, rules that children wrote, and what is on there."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page
from wagtail.search import index

from activities.models import OwnRules, VoiceCard
from portal.pages.models.pictures import SiteImage


class CentrePage(OwnRules, VoiceCard, Page):
    office = models.ForeignKey("directory.Office", models.PROTECT, related_name="+", verbose_name=_("which office"))
    lead = models.CharField(_("in one or two sentences"), max_length=200)
    picture = models.ForeignKey(
        SiteImage, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("picture: no child on it")
    )
    picture_alt = models.CharField(_("what the picture shows"), max_length=120, blank=True)
    hours = models.TextField(_("when it is open, one line a day"), max_length=300)
    where = models.CharField(_("how to find it"), max_length=160)
    rules = models.TextField(_("rules the children wrote, one a line"), max_length=800, blank=True)

    template = "pages/centre_page.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = []

    content_panels = [
        *Page.content_panels,
        *map(FieldPanel, ("office", "lead", "picture", "picture_alt", "hours", "where", "rules")),
        VoiceCard.PANEL,
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("rules")]

    class Meta:
        verbose_name = _("centre")

    @property
    def open_hours(self) -> list[str]:
        return self.hours.splitlines()
