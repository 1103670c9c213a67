"""Lets the pages of one GET ask the same consent once."""

from portal.consent.registry import remembering


class RememberingMiddleware:
    """Only for what reads: a POST decides inside its transaction, on rows as they are."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with remembering():
            return self.get_response(request)
