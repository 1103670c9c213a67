"""Registers the record and its sealer, and keeps demo people out of production."""

from datetime import timedelta

from django.apps import AppConfig
from django.core import checks


def refuse_demo(app_configs, databases=None, **kwargs):
    """Runs before every `migrate` and with `check --database default`: demo passwords are printed for everyone."""
    from django.conf import settings
    from django.db import DatabaseError

    from portal.audit import queries

    if settings.EMBEDDED or not databases:
        return []
    try:
        found = queries.lines(act="demo.filled").exists()
    except DatabaseError:  # not yet migrated: nobody is in it
        return []
    return [checks.Error("this database holds demo accounts; production needs an empty one", id="audit.E001")] * found


class AuditConfig(AppConfig):
    name = "portal.audit"

    def ready(self):
        from portal.audit import log
        from portal.clock import registry

        registry.register("audit.seal", every=timedelta(seconds=5), run=lambda at: log.seal())
        everything = timedelta(days=1)
        registry.register("audit.seal_all", every=everything, run=lambda at: log.seal(all_of_it=True))
        checks.register(refuse_demo, checks.Tags.database)
