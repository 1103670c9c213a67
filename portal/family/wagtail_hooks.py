"""The desk's menu: families of one's offices, openings of the vault, and wishes of families."""

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.accounts import queries as people
from portal.accounts.roles import Role
from portal.family.policy import ASKERS, DECIDERS


class FamiliesItem(MenuItem):
    def is_shown(self, request):
        return Role.WORKER in people.roles(request.user, at=timezone.now())


class OpeningsItem(MenuItem):
    def is_shown(self, request):
        return bool(people.roles(request.user, at=timezone.now()) & ASKERS)


class WishesItem(MenuItem):
    def is_shown(self, request):
        return bool(people.roles(request.user, at=timezone.now()) & DECIDERS)


@hooks.register("register_admin_menu_item")
def families():
    return FamiliesItem(_("Families"), reverse_lazy("families:list"), icon_name="group", order=229)


@hooks.register("register_admin_menu_item")
def openings():
    return OpeningsItem(_("Opening the vault"), reverse_lazy("openings:list"), icon_name="key", order=230)


@hooks.register("register_admin_menu_item")
def wishes():
    return WishesItem(_("Wishes of families"), reverse_lazy("wishes:list"), icon_name="form", order=231)
