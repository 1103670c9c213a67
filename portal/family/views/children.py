"""我的: a child's own window."""

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from activities import queries as activities
from portal.accounts.routes import Audience, route
from portal.consent import queries as consent
from portal.family import queries
from portal.family.views.answering import answering
from portal.notices import queries as notices
from portal.privacy.kinds import needs_helper


@route(Audience.CHILD, purpose="see one's own things")
@never_cache
def mine(request):
    at, me = timezone.now(), request.user
    asked = queries.asked(child=me, person=me, language=get_language(), at=at)
    context = {
        "waiting": [pair for pair in asked if pair[0].mood == "yours"],
        "places": list(activities.places_of(me)),
        "works": queries.works(me, at=at),
        "unread": notices.unread(me),
    }
    return render(request, "family/mine.html", context)


@route(Audience.CHILD, purpose="see what home sees and what one has said")
@never_cache
def seen(request):
    at, me = timezone.now(), request.user
    asked = queries.asked(child=me, person=me, language=get_language(), at=at)
    home = queries.seen_at_home(me, known=asked, language=get_language(), at=at)
    context = {
        "asked": asked,
        "home": home,
        "speaking": [adult for adult in home if adult.speaks],
        "to_answer": consent.links_to_answer(me, at=at),
        "band": consent.audience_for(me, me, at=at),
    }
    return render(request, "family/seen.html", context)


@route(Audience.CHILD, purpose="answer a question about oneself")
@never_cache
def ask(request, pk):
    found = get_object_or_404(consent.asks_visible_to(request.user), pk=pk)
    return _answer(request, found.purpose, found.scope)


@route(Audience.CHILD, purpose="answer for oneself, for good")
@never_cache
def say(request, purpose):
    return _answer(request, purpose, "")


def _answer(request, purpose, scope):
    me = request.user
    young = needs_helper(queries.age(me, at=timezone.now()))
    what = {"child": me, "purpose": purpose, "scope": scope}
    return answering(request, template="family/nod.html", back=reverse("me"), needs_helper=young, **what)
