"""The Wagtail admin wears our mark and colours."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from portal.pages.viewsets import PictureViewSet


@hooks.register("insert_global_admin_css")
def our_colours():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("register_admin_viewset")
def pictures():
    return PictureViewSet("activity-pictures")
