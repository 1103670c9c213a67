"""The words that families read: which are in force, since when, and every version there was."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.routes import Audience, route
from portal.consent import policy, queries
from portal.consent.kinds import Audience as Reader
from portal.consent.policy import PUBLISHERS, WRITERS
from portal.consent.purposes import Purpose

DESK = WRITERS | PUBLISHERS


@route(Audience.STAFF, purpose="see the words that families read, and which are being written", roles=DESK)
@never_cache
def listing(request):
    context = {"purposes": queries.all_words(), "in_use": queries.purposes_in_use()}
    return render(request, "consent/words.html", context)


@route(Audience.STAFF, purpose="read the words for one reader, and every version there was", roles=DESK)
@never_cache
def one(request, purpose, audience):
    purpose, audience = known(purpose, audience)
    every = queries.versions(purpose, audience)
    context = {
        "purpose": purpose,
        "audience": audience,
        "versions": every,
        "in_force": [each for each in every if each.version == every[0].version],
        "draft": queries.open_draft(purpose, audience),
        "may_begin": policy.may_begin_draft(people.roles(request.user, at=timezone.now())),
    }
    return render(request, "consent/words_one.html", context)


@route(Audience.STAFF, purpose="read words again exactly as they were once shown", roles=DESK)
@never_cache
def version(request, purpose, audience, number):
    purpose, audience = known(purpose, audience)
    found = queries.version(purpose, audience, number)
    if not found:
        raise Http404
    context = {"purpose": purpose, "audience": audience, "notices": found, "number": number}
    return render(request, "consent/words_version.html", context)


def known(purpose: str, audience: str) -> tuple[Purpose, Reader]:
    if purpose not in Purpose.values or audience not in Reader.values:
        raise Http404
    return Purpose(purpose), Reader(audience)
