"""Names and places of one's activities in the Wagtail admin: to look through and to filter, never to change there."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from activities import policy
from activities.desk.queries.lists import STANDS
from activities.models import Activity, Place
from activities.viewsets import Filters, NoSheet


class PlacesPolicy(ModelPermissionPolicy):
    """To be looked at by who leads, in date; every change is an act at the desk."""

    def user_has_permission(self, user, action):
        return action == "view" and policy.may_make(user, at=timezone.now())

    def user_has_permission_for_instance(self, user, action, instance):
        return False


class PlaceFilters(Filters):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.filters["activity"].queryset = Activity.objects.run_by(self.request.user).order_by("-starts_at")


class PlacesIndex(NoSheet, IndexView):
    base_filterset_class = PlaceFilters
    page_title = _("Places and names")

    def get_base_queryset(self):
        found = Place.objects.visible_to(self.request.user).standing().select_related("activity", "child")
        return found.order_by("activity", "number", "asked_at")

    @property
    def sheet_url(self):
        """The roster of the one activity that is filtered for, by its reason; else where the activities are."""
        mine = Activity.objects.run_by(self.request.user)
        wanted = self.request.GET.get("activity", "")
        one = (
            next((each for each in mine.values_list("pk", flat=True) if str(each) == wanted), None) if wanted else None
        )
        return reverse("desk_day:take_roster", args=[one]) if one else reverse("activities_desk:list")

    @property
    def header_more_buttons(self):
        return [Button(_("Take along who is coming"), url=self.sheet_url, icon_name="download")]


class PlaceViewSet(ModelViewSet):
    model = Place
    icon = "group"
    menu_label = _("Places and names")
    menu_order = 212
    add_to_admin_menu = True
    list_display = [
        Column("child", label=_("Name here"), accessor="child.pseudonym"),
        Column("activity", label=_("Activity")),
        Column("age_years", label=_("Age"), sort_key="age_years"),
        Column("state", label=_("How it stands"), accessor=lambda place: STANDS[place.state]),
        DateColumn("asked_at", label=_("Asked on"), sort_key="asked_at"),
    ]
    list_filter = {"activity": ["exact"], "state": ["exact"], "asked_at": ["date__gte", "date__lte"]}
    search_fields = ["child__pseudonym"]
    inspect_view_enabled = False
    copy_view_enabled = False
    form_fields = ["words"]
    index_view_class = PlacesIndex


register_permission_policy(Place, PlacesPolicy(Place))
