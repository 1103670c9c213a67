"""The desk's menu: what is due, and sessions of these weeks."""

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from activities import policy
from activities.desk.viewsets import PlaceViewSet


class DeskItem(MenuItem):
    def is_shown(self, request):
        return policy.may_make(request.user, at=timezone.now())


@hooks.register("register_admin_viewset")
def places():
    return PlaceViewSet("activity-places")


@hooks.register("register_admin_menu_item")
def sessions():
    return DeskItem(_("Sessions"), reverse_lazy("desk_day:sessions"), icon_name="date", order=209)


@hooks.register("register_admin_menu_item")
def work():
    return DeskItem(_("What is due"), reverse_lazy("desk_day:work"), icon_name="tasks", order=208)
