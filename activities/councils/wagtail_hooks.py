"""The desk's menu: councils."""

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from activities.councils import policy


class CouncilsItem(MenuItem):
    def is_shown(self, request):
        return policy.may_make(request.user, at=timezone.now())


@hooks.register("register_admin_menu_item")
def councils():
    return CouncilsItem(_("Councils"), reverse_lazy("councils_desk:list"), icon_name="group", order=212)
