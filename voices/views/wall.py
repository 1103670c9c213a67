"""What everybody may see: the wall, one voice, and finding a voice again. Nobody keeps a copy on the way (MOD-24)."""

from functools import wraps

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode

from portal.accounts.routes import Audience, route
from portal.ui.turning import number_in, turn
from voices import queries
from voices.models import Voice

A_PAGE = 12


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
    at, words = timezone.now(), request.GET.get("q", "").strip()[:60]

    def rows(start, n):
        return queries.search(words, at, start=start, n=n) if words else queries.latest_public(at, n, start=start)

    found = turn(number_in(request), A_PAGE, rows)
    query = f"{urlencode({'q': words})}&" if words else ""
    return render(request, "voices/wall.html", {"turn": found, "query": query, "words": words})


@route(Audience.PUBLIC, purpose="read one voice")
@not_kept
def one(request, pk):
    found = queries.public(Voice.objects.filter(pk=pk), at=timezone.now())
    if not found:
        raise Http404
    return render(request, "voices/one.html", {"voice": found[0]})
