"""Registers the part with Django, the clock's jobs, and the vault's check of names."""

from datetime import timedelta

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

WORK, WAGTAIL, DOOR = (
    "about work done here, not about a child",
    "Wagtail's, about work of editors",
    "an adult's own way in, kept by the adult",
)
NEW_NUMBER = "a mark of a number that waits for its code; nothing of it is left afterwards"
NOT_OF_FAMILIES = dict.fromkeys(("RoleGrant", "Proposal", "Qualification", "ConductAcceptance"), WORK) | dict.fromkeys(
    ("User_groups", "User_user_permissions"), "what staff may do, as Django keeps it"
)
NOT_OF_FAMILIES = {f"accounts.{name}": why for name, why in NOT_OF_FAMILIES.items()}
OTHERS = {
    "wagtailusers": "UserProfile", "wagtaildocs": "Document", "wagtailimages": "Image",
    "wagtailadmin": "EditingSession FormState",
    "wagtailcore": "APIToken ModelLogEntry Revision UploadedFile WorkflowState TaskState Page PageLogEntry Comment"
    " CommentReply PageSubscription",
}  # fmt: skip
NOT_OF_FAMILIES |= {f"{app}.{name}": WAGTAIL for app, names in OTHERS.items() for name in names.split()}
NOT_OF_FAMILIES["accounts.NewNumber"] = NEW_NUMBER
NOT_OF_FAMILIES |= dict.fromkeys(("account.EmailAddress", "mfa.Authenticator", "usersessions.UserSession"), DOOR)


class AccountsConfig(AppConfig):
    name = "portal.accounts"

    def ready(self):
        from portal.accounts import actions, receivers, registry  # noqa: F401 (receivers connect themselves)
        from portal.accounts.actions.erasing import erase_account
        from portal.accounts.actions.sealing import factors_of_older_keys, seal_factor_anew
        from portal.accounts.content.names import cannot_be_used
        from portal.clock import registry as clock
        from portal.privacy import registry as privacy
        from portal.privacy.queries import is_real_name

        post_migrate.connect(_mend_groups, sender=self, dispatch_uid="accounts.groups")
        registry.name_checks += [cannot_be_used, is_real_name]
        clock.register(
            "accounts.expiries", every=timedelta(seconds=15), run=lambda at: actions.announce_expiries(at=at)
        )
        clock.register("accounts.pauses", every=timedelta(seconds=15), run=lambda at: actions.end_pauses(at=at))
        clock.register("accounts.unfinished", every=timedelta(hours=1), run=lambda at: actions.remove_unfinished(at=at))
        clock.register("accounts.warnings", every=timedelta(hours=1), run=lambda at: actions.warn_of_ends(at=at))

        privacy.register_sealed("factor", rows=factors_of_older_keys, reseal=seal_factor_anew)
        privacy.register(
            "accounts",
            privacy.Kept(
                "accounts.User",
                "pk",
                _("the account: name here, picture, language"),
                fields=("pseudonym", "avatar", "language", "date_joined", "is_active"),
                why=_("Answers point at it; name and picture go."),
            ),
            privacy.Kept(
                "accounts.Device",
                "child",
                _("phones that may come in"),
                fields=("own_phone", "bound_at", "last_used_on", "ended_at"),
                erase=True,
            ),
            privacy.Kept(
                "accounts.ChildSecret", "child", _("how to come in, scrambled"), fields=("kind", "set_at"), erase=True
            ),
            privacy.Kept("accounts.Card", "child", _("door-plate cards"), fields=("state", "made_at"), erase=True),
            leave=NOT_OF_FAMILIES,
            erase=erase_account,
        )


def _mend_groups(**_kwargs) -> None:
    """A role that came to the desk, or left it, since the group was made; nothing while tables are on their way out."""
    from portal.accounts.actions import mend_groups

    if {"auth_group", "wagtailcore_page"} <= set(connection.introspection.table_names()):
        mend_groups()
