"""The judging desk's place in the Wagtail admin."""

from django.urls import include, path, reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from moderation import queries
from moderation.views.desk import JUDGES
from portal.accounts import queries as accounts


class DeskItem(MenuItem):
    """Says how many cases wait for this person."""

    def is_shown(self, request):
        return bool(accounts.roles(request.user, at=timezone.now()) & JUDGES)

    def render_component(self, request):
        waiting = queries.queue(request.user, at=timezone.now()).count()
        label = f"{self.label} ({waiting})" if waiting else str(self.label)
        attrs = {"title": ngettext("%(n)d case waits", "%(n)d cases wait", waiting) % {"n": waiting}}
        return LinkMenuItem(self.name, label, str(self.url), icon_name=self.icon_name, attrs=attrs)


@hooks.register("register_admin_urls")
def desk_urls():
    return [path("moderation/", include("moderation.urls"))]


@hooks.register("register_admin_menu_item")
def desk_item():
    return DeskItem(_("Judging desk"), reverse_lazy("moderation:queue"), name="moderation", icon_name="tasks", order=50)
