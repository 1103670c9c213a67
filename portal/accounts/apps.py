"""Registers the part with Django, the clock's jobs, and the vault's check of names."""

from datetime import timedelta

from django.apps import AppConfig
from django.db import connection
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "portal.accounts"

    def ready(self):
        from portal.accounts import actions, receivers, registry  # noqa: F401 (receivers connect themselves)
        from portal.accounts.content.names import cannot_be_used
        from portal.clock import registry as clock
        from portal.privacy.queries import is_real_name

        post_migrate.connect(_mend_groups, sender=self, dispatch_uid="accounts.groups")
        registry.name_checks += [cannot_be_used, is_real_name]
        clock.register(
            "accounts.expiries", every=timedelta(seconds=15), run=lambda at: actions.announce_expiries(at=at)
        )
        clock.register("accounts.pauses", every=timedelta(seconds=15), run=lambda at: actions.end_pauses(at=at))
        clock.register("accounts.warnings", every=timedelta(hours=1), run=lambda at: actions.warn_of_ends(at=at))


def _mend_groups(**_kwargs) -> None:
    """A role that came to the desk, or left it, since the group was made; nothing while tables are on their way out."""
    from portal.accounts.actions import mend_groups

    if {"auth_group", "wagtailcore_page"} <= set(connection.introspection.table_names()):
        mend_groups()
