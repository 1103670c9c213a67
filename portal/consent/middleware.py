"""Lets the pages of one GET ask the same consent, and the same person's roles and age, once."""

from portal.accounts.registry import rights
from portal.consent.registry import remembering
from portal.privacy.registry import births


class RememberingMiddleware:
    """Only for what reads: a POST decides inside its transaction, on rows as they are."""

    sync_capable = True
    async_capable = False

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in {"GET", "HEAD"}:
            return self.get_response(request)
        with births.remembering(), rights.remembering(), remembering():
            return self.get_response(request)
