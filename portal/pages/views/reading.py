"""Finding: help, and words on the site."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone

from portal.accounts.routes import Audience, route
from portal.files.private import serve
from portal.pages import queries
from portal.pages.models import SiteRendition
from portal.text.plain import plain
from voices import queries as voices

LONGEST = 60


@route(Audience.PUBLIC, purpose="see what this place is and what is on")
def home(request):
    """Answered here and not by Wagtail's serving of `HomePage`: all on it is gathered, nothing stored."""
    return render(request, "pages/home_page.html", {"now": queries.front(timezone.now())})


@route(Audience.PUBLIC, purpose="find help")
def find_help(request):
    return render(request, "pages/help.html", queries.help_page(timezone.now()))


@route(Audience.PUBLIC, purpose="see a picture that an editor put on a page")
def picture(request, name):
    rendition = SiteRendition.objects.filter(file=f"images/{name}").first()
    if rendition is None:
        raise Http404
    answer = serve(rendition.file)
    answer["Cache-Control"] = "public, max-age=86400"  # an editor's picture, of nobody's child
    return answer


@route(Audience.PUBLIC, purpose="search children's public words and our pages")
def search(request):
    text = plain(request.GET.get("q", ""), lines=False)[:LONGEST]
    at = timezone.now()
    return render(
        request,
        "pages/search.html",
        {
            "text": text,
            "voices": voices.search(text, at) if text else [],
            "found_pages": queries.pages_found(text),
        },
    )
