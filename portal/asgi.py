"""Sockets in production; pages, sockets and the clock in the embedded default."""

import os

from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import AllowedHostsOriginValidator
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.production")
pages = get_asgi_application()  # before anything that imports models

from activities.live.routing import websocket_urlpatterns  # noqa: E402
from portal.clock.embedded import Lifespan  # noqa: E402
from portal.ui.origin import SameOrigin  # noqa: E402
from portal.ui.upgrades import Upgrades  # noqa: E402

sockets = SameOrigin(AllowedHostsOriginValidator(URLRouter(websocket_urlpatterns)))

application = ProtocolTypeRouter(
    {
        "http": pages,
        "websocket": Upgrades(sockets),
        "lifespan": Lifespan(),
    }
)
