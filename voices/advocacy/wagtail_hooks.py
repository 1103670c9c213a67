"""What advocacy adds to the Wagtail admin: the way to the curators' desk."""

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.accounts import queries as accounts
from portal.accounts.roles import Role


class BriefsItem(MenuItem):
    def is_shown(self, request):
        return accounts.has_role(request.user, Role.CURATOR, at=timezone.now())


@hooks.register("register_admin_menu_item")
def briefs():
    return BriefsItem(_("Briefs"), reverse("briefs_desk:campaigns"), icon_name="openquote", order=220)
