"""Small doors of every page: leaving quickly, seeing comfortably, the other language, what a browser refused."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import translate_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language, get_language_from_path, override
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from portal.accounts.routes import Audience, route
from portal.accounts.views import limits
from portal.ui import comfort, violations


def way_back(request, wanted):
    """Only our own addresses; a link from outside cannot send a child elsewhere."""
    if wanted and url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure()):
        return wanted
    return "/"


@route(Audience.PUBLIC, purpose="leave quickly: end the session and show a harmless page")
@never_cache
def leave(request):
    """A plain link, so it works without JavaScript and is not held back by form-action."""
    if request.headers.get("Sec-Fetch-Site", "same-origin") in {"same-origin", "none"}:
        logout(request)
    response = HttpResponseRedirect(settings.NEUTRAL_PAGE)
    response["Referrer-Policy"] = "no-referrer"
    return response


@route(Audience.PUBLIC, purpose="keep how a reader likes to see pages")
@csrf_exempt  # it changes colours and letter size, nothing else; so that no public page needs a token
@require_POST
def see(request):
    response = HttpResponseRedirect(way_back(request, request.POST.get("next")))
    response.set_cookie(
        comfort.COOKIE,
        comfort.chosen(request.POST).cookie(),
        max_age=comfort.YEAR,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


@route(Audience.PUBLIC, purpose="read the same page in the other language")
def speak(request, code):
    code = code if check_for_language(code) and code in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    page = way_back(request, request.GET.get("next"))
    with override(get_language_from_path(page) or code):  # an address is understood in its own language
        page = translate_url(page, code)
    response = HttpResponseRedirect(page)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, code, max_age=comfort.YEAR, secure=request.is_secure(), samesite="Lax"
    )
    return response


@route(Audience.PUBLIC, purpose="hear from a browser what it refused on a page of ours")
@csrf_exempt  # browsers send it by themselves and without a token; it writes a line into the log, nothing else
@require_POST
def refused(request):
    """Nobody reads the answer; it only says how much of the letter we looked at."""
    if limits.too_often(request, "csp"):
        return HttpResponse(status=429)
    if request.content_type not in violations.TYPES:
        return HttpResponse(status=415)
    letter = request.read(violations.LONGEST + 1)
    if len(letter) > violations.LONGEST:
        return HttpResponse(status=413)
    try:
        violations.note(letter, host=request.get_host())
    except ValueError:
        return HttpResponse(status=400)
    return HttpResponse(status=204)
