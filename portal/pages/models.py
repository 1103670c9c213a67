"""Pages that gather the other parts, and the picture model of editors."""

from django.db import models
from wagtail.images.models import AbstractImage, AbstractRendition, Image
from wagtail.models import Page


class SiteImage(AbstractImage):
    admin_form_fields = Image.admin_form_fields


class SiteRendition(AbstractRendition):
    image = models.ForeignKey(SiteImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)


class HomePage(Page):
    template = "pages/home_page.html"
    parent_page_types = ["wagtailcore.Page"]
