"""Sockets in production; pages, sockets and the clock in the embedded default."""

import gc
import os

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
pages = get_asgi_application()  # before anything that imports models

from activities.live.routing import websocket_urlpatterns  # noqa: E402
from portal.clock.embedded import Lifespan  # noqa: E402
from portal.files.unspooled import Unspooled  # noqa: E402
from portal.ui.origin import SameOrigin  # noqa: E402
from portal.ui.upgrades import Upgrades  # noqa: E402

sockets = SameOrigin(AllowedHostsOriginValidator(URLRouter(websocket_urlpatterns)))

application = ProtocolTypeRouter(
    {
        "http": Unspooled(pages),
        "websocket": Upgrades(sockets),
        "lifespan": Lifespan(),
    }
)

# As in `wsgi`; and no room waits while thousands of sockets are looked through.
gc.freeze()
gc.set_threshold(50_000, 20, 50)
