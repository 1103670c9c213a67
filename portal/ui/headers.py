"""Security headers on every answer (SEC-11, SEC-12)."""

from csp.constants import SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.contrib.auth.signals import user_logged_out
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.utils.deprecation import MiddlewareMixin

SHUT = [
    "accelerometer",
    "camera",
    "display-capture",
    "geolocation",
    "gyroscope",
    "magnetometer",
    "microphone",
    "midi",
    "payment",
    "usb",
]
PERMISSIONS = ", ".join(f"{feature}=()" for feature in SHUT)

# Wagtail's editor and date pickers write inline scripts and styles; nobody but staff sees them, and nothing
# children wrote is shown there except as plain text. The public site stays strict.
STAFF = "/admin/"
STAFF_MORE = {"script-src": [UNSAFE_INLINE], "style-src": [UNSAFE_INLINE], "img-src": ["blob:"]}
STAFF_INSTEAD = {"frame-ancestors": [SELF]}  # the preview stands in a frame of the editor

# A browser that knows `report-to` looks at `report-uri` no more, and follows it only where the connection is secret.
REPORT_TO = {"report-to": ["csp"]}
ENDPOINTS = f'csp="{settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["report-uri"][0]}"'


def remember_leaving(request=None, **kwargs):
    if request is not None:
        request.signed_out = True


user_logged_out.connect(remember_leaving, dispatch_uid="portal.ui.headers")


class HeadersMiddleware(MiddlewareMixin):
    """Stands inside the CSP middleware, which reads what is noted here."""

    def process_response(self, request, response):
        response.headers["Permissions-Policy"] = PERMISSIONS
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response._csp_update = {}
        if request.is_secure():
            response.headers["Reporting-Endpoints"] = ENDPOINTS
            response._csp_update |= REPORT_TO
        if request.path.startswith(STAFF):
            response._csp_update |= STAFF_MORE | {"frame-src": [SELF]}
            response._csp_replace = STAFF_INSTEAD
            response.headers["X-Frame-Options"] = "SAMEORIGIN"
        if "Cache-Control" not in response.headers:
            # The next child at the same phone must not find a page by going back. A public page may be kept, but
            # is asked for anew each time: what is withdrawn is gone at the next look.
            known = settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies
            response.headers["Cache-Control"] = "no-store, private" if known else "no-cache"
        if getattr(request, "signed_out", False):
            # Not cookies: the phone stays the child's own.
            response.headers.setdefault("Clear-Site-Data", '"cache", "storage"')
        return response


# All that put headers on a page, from the inside out; for answers that no page gives.
GUARDS = [XFrameOptionsMiddleware, HeadersMiddleware, CSPMiddleware, SecurityMiddleware]
