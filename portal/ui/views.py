"""Pages that belong to no part: errors, and whether we are well."""

from django.core.cache import cache
from django.db import connection
from django.http import HttpResponse
from django.shortcuts import render


def csrf_failure(request, reason=""):
    return render(request, "errors/403_csrf.html", status=403)


def alive(request):
    """The process answers."""
    return HttpResponse("ok", content_type="text/plain")


def ready(request):
    """What we lean on answers too; says which does not, and nothing else."""
    for name, ask in (("database", _ask_database), ("cache", _ask_cache)):
        try:
            ask()
        except Exception:  # whatever it is, the proxy must send people elsewhere
            return HttpResponse(f"{name} does not answer", content_type="text/plain", status=503)
    return HttpResponse("ok", content_type="text/plain")


def _ask_database():
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def _ask_cache():
    cache.set("ready", 1, 10)
