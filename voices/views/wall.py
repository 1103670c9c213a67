"""What everybody may see: the wall, one voice, and finding a voice again. Nobody keeps a copy on the way (MOD-24)."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.routes import Audience, route
from voices import queries
from voices.models import Voice

A_PAGE = 12
LAST_PAGE = 10_000


def not_kept(view):
    """Asked for anew each time, and in no search engine: a published child is still a child (PRI-19)."""

    @wraps(view)
    def answered(request, *args, **kwargs):
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response

    return answered


@route(Audience.PUBLIC, purpose="read what children say")
@not_kept
def wall(request):
    at, number = timezone.now(), _page_number(request)
    words = request.GET.get("q", "").strip()[:60]
    start = (number - 1) * A_PAGE
    if words:
        found = queries.search(words, at, start=start, n=A_PAGE + 1)
    else:
        found = queries.latest_public(at, A_PAGE + 1, start=start)
    page = {"number": number, "previous": number - 1, "next": number + 1 if len(found) > A_PAGE else None}
    return render(request, "voices/wall.html", {"voices": found[:A_PAGE], "page": page, "words": words})


@route(Audience.PUBLIC, purpose="read one voice")
@not_kept
def one(request, pk):
    found = queries.public(Voice.objects.filter(pk=pk), at=timezone.now())
    if not found:
        raise Http404
    return render(request, "voices/one.html", {"voice": found[0]})


def _page_number(request) -> int:
    asked = request.GET.get("page", "1")
    return min(int(asked), LAST_PAGE) if asked.isascii() and asked.isdigit() and int(asked) > 0 else 1
