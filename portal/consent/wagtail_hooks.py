"""The desk's menu: the words that families read, what they may be asked for, and who receives."""

from django.urls import reverse_lazy
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from portal.accounts import queries as people
from portal.consent.policy import NAMERS, WEIGHERS
from portal.consent.views.words import DESK


class WordsItem(MenuItem):
    def is_shown(self, request):
        return bool(people.roles(request.user, at=timezone.now()) & DESK)


@hooks.register("register_admin_menu_item")
def words():
    return WordsItem(_("Words families read"), reverse_lazy("words:list"), icon_name="doc-full", order=232)


class WeighingItem(MenuItem):
    def is_shown(self, request):
        return bool(people.roles(request.user, at=timezone.now()) & WEIGHERS)


@hooks.register("register_admin_menu_item")
def weighing():
    return WeighingItem(_("What may be asked"), reverse_lazy("weighing:list"), icon_name="tasks", order=233)


class RecipientsItem(MenuItem):
    def is_shown(self, request):
        return bool(people.roles(request.user, at=timezone.now()) & NAMERS)


@hooks.register("register_admin_menu_item")
def recipients():
    return RecipientsItem(_("Who receives"), reverse_lazy("recipients:list"), icon_name="group", order=234)
