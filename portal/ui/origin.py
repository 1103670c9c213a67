"""Sockets open only from our own pages; a browser lets any page of the world try, with our cookies."""

from urllib.parse import urlsplit

from channels.security.websocket import WebsocketDenier


class SameOrigin:
    """Refuses a socket whose page came from another host. No Origin at all means no browser, so no cookies to steal."""

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        headers = dict(scope.get("headers", []))
        origin = urlsplit(headers.get(b"origin", b"").decode("latin1")).hostname
        host = urlsplit("//" + headers.get(b"host", b"").decode("latin1")).hostname
        inner = self.application if b"origin" not in headers or origin == host else WebsocketDenier()
        return await inner(scope, receive, send)
