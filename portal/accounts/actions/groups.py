"""The Django groups behind the roles: what each of them opens in the Wagtail admin, kept as the roles say."""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from portal.accounts.roles import AT_THE_DESK, Role

CHOOSING = frozenset({Role.FACILITATOR, Role.SUPERVISOR})  # pictures of activities, out of the common collection


def group_of(role: Role) -> Group:
    """The group named like the role, with exactly what its role may; only those of AT_THE_DESK open the Wagtail admin.

    An existing group is mended too: a role that came to the desk later would stand before a shut door, and one
    that left it would keep the key (SEC-40).
    """
    role = Role(role)
    group, new = Group.objects.get_or_create(name=role.value)
    opens = group.permissions.filter(content_type__app_label="wagtailadmin", codename="access_admin").exists()
    if opens != (role in AT_THE_DESK):
        key = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
        (group.permissions.remove if opens else group.permissions.add)(key)
    if new and role == Role.EDITOR:
        _let_write_everywhere(group)
    if role in CHOOSING:
        _let_choose_pictures(group)
    return group


def _let_choose_pictures(group: Group) -> None:
    common = Collection.get_first_root_node()
    permission = Permission.objects.get(content_type__app_label="wagtailimages", codename="choose_image")
    GroupCollectionPermission.objects.get_or_create(group=group, collection=common, permission=permission)


def mend_groups() -> None:
    """Brings every group that exists to what the roles say today; run after each migration."""
    for role in Role:
        if Group.objects.filter(name=role.value).exists():
            group_of(role)


def _let_write_everywhere(group: Group) -> None:
    """Editors write and publish every page and keep its pictures; what children say is no page (SEC-40)."""
    root, pictures = Page.get_first_root_node(), Collection.get_first_root_node()
    for codename in ("add_page", "change_page", "publish_page"):
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)
    for codename in ("add_image", "change_image", "choose_image"):
        permission = Permission.objects.get(content_type__app_label="wagtailimages", codename=codename)
        GroupCollectionPermission.objects.create(group=group, collection=pictures, permission=permission)
