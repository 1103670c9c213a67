"""Pictures of activities in the Wagtail admin; every change goes through an action."""

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView
from wagtail.admin.views.generic.history import HistoryView
from wagtail.admin.views.generic.usage import UsageView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from activities.models import Activity
from activities.viewsets import NoSheet
from portal.accounts import queries as accounts
from portal.accounts.roles import Role
from portal.pages import actions, policy
from portal.pages.forms import FIELDS, PictureForm
from portal.pages.models import ActivityPicture
from portal.ui.refusals import Refusal


class PicturesPolicy(ModelPermissionPolicy):
    """Our own rules: an editor of the office, or who may change the activity."""

    def user_has_permission(self, user, action):
        return action in {"add", "change", "delete", "view"} and policy.may_choose_pictures(user, at=timezone.now())

    def user_has_permission_for_instance(self, user, action, instance):
        return policy.may_choose_picture(user, instance.activity, at=timezone.now())


def activities_of(person):
    """Those whose picture this person may choose."""
    edits = accounts.reach(person, frozenset({Role.EDITOR}), at=timezone.now())
    if edits.everywhere:
        return Activity.objects.order_by("-starts_at")
    run = Activity.objects.run_by(person).values("pk")
    return Activity.objects.filter(Q(pk__in=run) | Q(office__in=edits.offices)).order_by("-starts_at")


def pictures_of(person):
    return ActivityPicture.objects.filter(activity__in=activities_of(person)).select_related("activity", "image")


class Chosen:
    """A refusal stands beside the form, with nothing typed lost."""

    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        form.fields["activity"].queryset = activities_of(self.request.user)
        return form

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except Refusal as no:
            self.produced_error_message = str(no.message)
            form.add_error(None, no.message)
            return self.form_invalid(form)

    def save_instance(self):
        facts = {name: self.form.cleaned_data[name] for name in FIELDS}
        return actions.choose_picture(by=self.request.user, at=timezone.now(), **facts)


class PicturesIndex(NoSheet, IndexView):
    def get_base_queryset(self):
        return pictures_of(self.request.user)


class PictureCreate(Chosen, CreateView):
    pass


class OnesOwn:
    def get_object(self, queryset=None):
        return get_object_or_404(pictures_of(self.request.user), pk=self.kwargs["pk"])


class PictureHistory(OnesOwn, HistoryView):
    pass


class PictureUsage(OnesOwn, UsageView):
    pass


class PictureEdit(OnesOwn, Chosen, EditView):
    def get_form(self, *args, **kwargs):
        form = super().get_form(*args, **kwargs)
        form.fields["activity"].disabled = True
        return form


class PictureDelete(OnesOwn, DeleteView):
    def delete_action(self):
        actions.take_picture_away(by=self.request.user, activity=self.object.activity, at=timezone.now())


class PictureViewSet(ModelViewSet):
    model = ActivityPicture
    icon = "image"
    menu_label = _("Pictures of activities")
    menu_order = 213
    add_to_admin_menu = True
    list_display = ["activity", "alt", "chosen_at"]
    inspect_view_enabled = False
    copy_view_enabled = False
    form_fields = FIELDS
    index_view_class = PicturesIndex
    add_view_class = PictureCreate
    edit_view_class = PictureEdit
    delete_view_class = PictureDelete
    history_view_class = PictureHistory
    usage_view_class = PictureUsage

    def get_form_class(self, for_update=False):
        return PictureForm


register_permission_policy(ActivityPicture, PicturesPolicy(ActivityPicture))
