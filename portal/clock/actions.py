"""Runs what is due."""

import logging
from datetime import datetime

from django.db import transaction

from portal.clock.models import Due
from portal.clock.registry import Job, jobs

log = logging.getLogger(__name__)


def tick(*, at: datetime) -> list[str]:
    """Runs every due job once and returns the names of those that ran; one that fails does not stop the rest."""
    return [job.name for job in list(jobs.values()) if _run(job, at)]


def _run(job: Job, at: datetime) -> bool:
    Due.objects.get_or_create(job=job.name)
    try:
        with transaction.atomic():
            # The lock is held while the job runs, so a second scheduler waits, reads the new time and leaves it.
            due = Due.objects.select_for_update().get(job=job.name)
            if due.ran_at and due.ran_at + job.every > at:
                return False
            Due.objects.filter(job=job.name).update(ran_at=at)
            job.run(at)
    except Exception:
        # The time was rolled back with the work: it stays due. No local values are logged (children's words).
        log.error("job %s failed", job.name, exc_info=False)
        return False
    return True
