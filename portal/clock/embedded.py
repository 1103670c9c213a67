"""The clock inside the one process of the embedded default; elsewhere a scheduler runs `manage.py tick`."""

import asyncio
import logging

from django.conf import settings
from django.db import connections
from django.utils import timezone

from portal.clock import actions

log = logging.getLogger(__name__)


def _tick() -> None:
    try:
        actions.tick(at=timezone.now())
    except Exception:
        log.error("the clock missed a beat", exc_info=False)  # the next one catches up
    finally:
        connections.close_all()


async def _beat(seconds: float) -> None:
    while True:
        await asyncio.to_thread(_tick)
        await asyncio.sleep(seconds)


class Lifespan:
    """Answers the server's start and stop, and between the two keeps the clock going where we are alone."""

    async def __call__(self, scope, receive, send):
        beating = None
        while True:
            message = await receive()
            if message["type"] == "lifespan.startup":
                if settings.EMBEDDED and settings.CLOCK_SECONDS:
                    beating = asyncio.create_task(_beat(settings.CLOCK_SECONDS))
                await send({"type": "lifespan.startup.complete"})
            else:
                if beating:
                    beating.cancel()
                await send({"type": "lifespan.shutdown.complete"})
                return
