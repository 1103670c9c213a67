"""A proxy asks each process for itself, by an address that is none of the site's names; it must be answered."""

from urllib.parse import urlsplit

from django.conf import settings

PROBES = {"/healthz", "/readyz"}


class ProbesMiddleware:
    """Stands first. Without it a probe is refused for its Host, and every process counts as ill."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.host = urlsplit(settings.BASE_URL).netloc

    def __call__(self, request):
        if request.path in PROBES:
            request.META["HTTP_HOST"] = self.host
        return self.get_response(request)
