"""Registers the part with Django, the clock's jobs, and the vault's check of names."""

from datetime import timedelta

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"

    def ready(self):
        from portal.accounts import actions, receivers, registry  # noqa: F401 (receivers connect themselves)
        from portal.accounts.content.names import cannot_be_used
        from portal.clock import registry as clock
        from portal.privacy.queries import is_real_name

        registry.name_checks += [cannot_be_used, is_real_name]
        clock.register(
            "accounts.expiries", every=timedelta(seconds=15), run=lambda at: actions.announce_expiries(at=at)
        )
