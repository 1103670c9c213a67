"""For measuring: the demo site as production runs it, on PostgreSQL with connections kept."""

from portal.settings.dev import *  # noqa: F403 (settings are inherited by name)
from portal.settings.dev import DATABASES

DATABASES["default"] |= {"CONN_MAX_AGE": 600, "CONN_HEALTH_CHECKS": True}
