"""The colleagues' page in the menu of the Wagtail admin, for those who look after colleagues."""

from django.urls import reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.accounts import policy, queries
from portal.accounts.roles import MANAGERS


class PeopleItem(MenuItem):
    def is_shown(self, request):
        return request.user.is_superuser or bool(queries.roles(request.user, at=policy.now()) & MANAGERS)


@hooks.register("register_admin_menu_item")
def people():
    return PeopleItem(_("Colleagues"), reverse_lazy("people:list"), name="colleagues", icon_name="user", order=220)
