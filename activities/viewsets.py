"""The facts of activities in the Wagtail admin; every change goes through an action."""

from django import forms
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from activities import actions, policy
from activities.forms import FACTS, FactsForm
from activities.models import Activity
from activities.models.rows import where_working
from portal.directory.queries import our_offices
from portal.ui.refusals import Refusal


class FactsPolicy(ModelPermissionPolicy):
    """Our own rules, not Django's permission rows: a facilitator, in date, of this office or leading it."""

    def user_has_permission(self, user, action):
        return action in {"add", "change", "view"} and policy.may_make(user, at=timezone.now())

    def user_has_permission_for_instance(self, user, action, instance):
        return action in {"change", "view"} and policy.may_change(user, instance, at=timezone.now())


class ThroughActions:
    """Shows a refusal beside the form, with nothing typed lost."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refusal as refusal:
            self.produced_error_message = str(refusal.message)
            form.add_error(None, refusal.message)
            return self.form_invalid(form)

    def facts(self) -> dict:
        return {name: self.form.cleaned_data[name] for name in self.form.changed_data}

    def get_success_url(self):
        return reverse("activities_desk:roster", args=[self.object.pk])


class Filters(WagtailFilterSet):
    """Days by the browser's own picker, offices of ours alone."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if "office" in self.filters:
            self.filters["office"].queryset = our_offices()

    @classmethod
    def filter_for_lookup(cls, field, lookup_type):
        found, how = super().filter_for_lookup(field, lookup_type)
        if lookup_type.startswith("date__"):
            label = _("from") if lookup_type.endswith("gte") else _("until")
            how |= {"widget": forms.DateInput(attrs={"type": "date"}), "label": label}
        return found, how


class NoSheet:
    """Wagtail's own export is shut: a list leaves for a reason, on record, and by a fresh proof (SEC-9, SEC-18)."""

    FORMATS = ()
    list_export = ()


class FactsIndex(NoSheet, IndexView):
    base_filterset_class = Filters

    @property
    def header_more_buttons(self):
        return [Button(_("Take this list along"), url=reverse("desk_day:take_on"), icon_name="download")]

    def get_base_queryset(self):
        return Activity.objects.run_by(self.request.user).select_related("office").order_by("-starts_at")


class OwnOffices:
    """Offered are the offices at which one works with groups, and the one it is at."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        offices = where_working(self.request.user, at=timezone.now()).narrow(our_offices(), "pk")
        if form.instance.office_id:
            offices = our_offices().filter(Q(pk=form.instance.office_id) | Q(pk__in=offices.values("pk")))
        form.fields["office"].queryset = offices
        return form


class FactsCreate(OwnOffices, ThroughActions, CreateView):
    def save_instance(self):
        facts = {name: self.form.cleaned_data[name] for name in FACTS}
        return actions.create(by=self.request.user, at=timezone.now(), **facts)


class OnesOwn:
    """Wagtail asks its side pages only whether somebody may change any of them; those of others are as none."""

    def get_base_object_queryset(self):
        return Activity.objects.run_by(self.request.user)


class FactsHistory(OnesOwn, HistoryView):
    pass


class FactsUsage(OnesOwn, UsageView):
    pass


class FactsEdit(OwnOffices, ThroughActions, EditView):
    def get_object(self, queryset=None):
        return get_object_or_404(Activity.objects.run_by(self.request.user), pk=self.kwargs["pk"])

    def save_instance(self):
        return actions.change(by=self.request.user, activity=self.object, at=timezone.now(), **self.facts())


class ActivityViewSet(ModelViewSet):
    model = Activity
    icon = "calendar"
    menu_label = _("Activities")
    menu_order = 210
    add_to_admin_menu = True
    list_display = ["label", "kind", "office", "starts_at", "state"]
    list_filter = {
        "kind": ["exact"],
        "office": ["exact"],
        "state": ["exact"],
        "starts_at": ["date__gte", "date__lte"],
    }
    search_fields = ["name", "name_en"]
    inspect_view_enabled = False
    copy_view_enabled = False
    form_fields = FACTS
    index_view_class = FactsIndex
    add_view_class = FactsCreate
    edit_view_class = FactsEdit
    history_view_class = FactsHistory
    usage_view_class = FactsUsage

    def get_form_class(self, for_update=False):
        return FactsForm


register_permission_policy(Activity, FactsPolicy(Activity))
