"""What activities add to the Wagtail admin."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from activities import policy
from activities.viewsets import ActivityViewSet


class RosterItem(MenuItem):
    def is_shown(self, request):
        return policy.may_make(request.user, at=timezone.now())


@hooks.register("register_admin_viewset")
def facts():
    return ActivityViewSet("activity-facts")


@hooks.register("register_admin_menu_item")
def rosters():
    return RosterItem(_("Who is coming"), reverse("activities_desk:list"), icon_name="group", order=211)
