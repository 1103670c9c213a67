"""The front page and plain articles, in both languages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from portal.pages.blocks import BODY


class HomePage(Page):
    """What it shows is gathered by `portal.pages.queries.front` at each showing."""

    template = "pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]

    class Meta:
        verbose_name = _("front page")


class ArticlePage(Page):
    lead = models.CharField(_("in one or two sentences"), max_length=200, blank=True)
    body = StreamField(BODY, verbose_name=_("text"), blank=True)

    template = "pages/article_page.html"
    parent_page_types = ["pages.HomePage", "pages.ArticlePage"]
    subpage_types = ["pages.ArticlePage"]

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("body")]

    class Meta:
        verbose_name = _("article")
