"""The public brief, and the echo wall."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from portal.accounts.routes import Audience, route
from portal.ui.turning import number_in, turn
from voices.advocacy import queries
from voices.advocacy.models import Brief

A_PAGE = 12


@route(Audience.PUBLIC, purpose="read a brief made of children's words")
def brief(request, pk):
    at = timezone.now()
    found = get_object_or_404(Brief.objects.public().select_related("campaign__recipient__organisation"), pk=pk)
    quotes = queries.shown_quotes(found, at=at)
    delivery = getattr(found, "delivery", None)
    context = {
        "brief": found,
        "title": next((quote for quote in quotes if quote.is_title and quote.stands), None),
        "quotes": [quote for quote in quotes if not (quote.is_title and quote.stands)],
        "recommendations": found.recommendations.all(),
        "heard": queries.heard(found.campaign, at=at),
        "delivery": delivery,
        "answers": list(delivery.answers.all()) if delivery else [],
        "day": queries.days_between(delivery.sent_at, at) if delivery else 0,
    }
    return render(request, "advocacy/brief.html", context)


@route(Audience.PUBLIC, purpose="see who answered children, and who has not")
def wall(request):
    at = timezone.now()
    found = turn(number_in(request), A_PAGE, lambda start, n: queries.latest_echoes(at, n, start=start))
    return render(request, "advocacy/echoes.html", {"turn": found})
