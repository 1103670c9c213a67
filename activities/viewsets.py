"""The facts of activities in the Wagtail admin; every change goes through an action."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from activities import actions, policy
from activities.forms import FACTS, FactsForm
from activities.models import Activity
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


class FactsIndex(IndexView):
    def get_base_queryset(self):
        return Activity.objects.run_by(self.request.user).select_related("office").order_by("-starts_at")


class FactsCreate(ThroughActions, CreateView):
    def save_instance(self):
        facts = {name: self.form.cleaned_data[name] for name in FACTS}
        return actions.create(by=self.request.user, at=timezone.now(), **facts)


class FactsEdit(ThroughActions, EditView):
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
    list_display = ["label", "office", "starts_at", "state"]
    inspect_view_enabled = False
    copy_view_enabled = False
    form_fields = FACTS
    index_view_class = FactsIndex
    add_view_class = FactsCreate
    edit_view_class = FactsEdit

    def get_form_class(self, for_update=False):
        return FactsForm


register_permission_policy(Activity, FactsPolicy(Activity))
