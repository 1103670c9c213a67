"""A socket that is refused gets an answer like any other, with the same headers (SEC-11)."""

import io
import logging

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpResponse

from portal.ui.headers import GUARDS

log = logging.getLogger(__name__)
AS_A_PAGE = {"ws": "http", "wss": "https"}


class Upgrades:
    """Stands around all that answers sockets, so that nobody who refuses one need think of headers."""

    def __init__(self, application):
        self.application = application
        self.guards = [guard(lambda request: None) for guard in GUARDS]

    async def __call__(self, scope, receive, send):
        answered = "websocket.http.response" not in scope.get("extensions", {})  # such a server has its own answer

        def answer(message):
            # Every frame to every socket of a room comes through here: nothing but the first may cost anything.
            nonlocal answered
            if answered:
                return send(message)
            answered = True
            return self._refuse(403, scope, send) if message["type"] == "websocket.close" else send(message)

        try:
            await self.application(scope, receive, answer)
        except Exception:
            if answered:
                raise
            log.error("a socket could not be answered", exc_info=True)
            await self._refuse(500, scope, send)

    async def _refuse(self, status, scope, send):
        scheme = AS_A_PAGE[scope.get("scheme", "ws")]
        request = ASGIRequest(scope | {"type": "http", "method": "GET", "scheme": scheme}, io.BytesIO())
        response = HttpResponse(status=status, content_type="text/plain")
        for guard in self.guards:
            response = guard.process_response(request, response)
        headers = [(name.lower().encode("latin1"), value.encode("latin1")) for name, value in response.items()]
        await send({"type": "websocket.http.response.start", "status": status, "headers": headers})
        await send({"type": "websocket.http.response.body", "body": b""})
