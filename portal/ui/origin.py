"""Sockets open only from our own pages; a browser lets any page of the world try, with our cookies."""

from urllib.parse import urlsplit


class SameOrigin:
    """Refuses a socket whose page came from another host. No Origin at all means no browser, so no cookies to steal."""

    def __init__(self, application):
        self.application = application

    async def __call__(self, scope, receive, send):
        headers = dict(scope.get("headers", []))
        host = _host(b"//" + headers.get(b"host", b""))
        if b"origin" not in headers or (host and _host(headers[b"origin"]) == host):
            return await self.application(scope, receive, send)
        await receive()  # a socket may be refused only after it knocked
        await send({"type": "websocket.close"})


def _host(address: bytes) -> str:
    """Empty for what is no address."""
    try:
        return urlsplit(address.decode("latin1")).hostname or ""
    except ValueError:
        return ""
