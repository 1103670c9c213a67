"""A year of one's office as a calendar, and for supervisors how much work it is."""

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from activities.desk import policy, queries
from activities.desk.views.days import DESK
from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route

WORKING, SUPERVISING = frozenset({Role.FACILITATOR, Role.SUPERVISOR}), frozenset({Role.SUPERVISOR})


@route(**DESK, purpose="see a year of one's office: sessions, terms, special days")
@never_cache
@require_safe
def year(request):
    context = _chosen(request, WORKING)
    if context["office"]:
        context["supervises"] = policy.supervises_office(request.user, context["office"], at=timezone.now())
        context["months"] = queries.year_of(context["office"], context["year"])
    context["today"] = timezone.localdate()
    return render(request, "desk/year.html", context)


@route(Audience.STAFF, roles={Role.SUPERVISOR}, purpose="see how much an office one supervises does in a year")
@never_cache
@require_safe
def figures(request):
    context = _chosen(request, SUPERVISING)
    if not context["office"]:
        raise Http404
    context["load"] = queries.load_of(context["office"], context["year"], at=timezone.now())
    return render(request, "desk/figures.html", context)


def _chosen(request, roles) -> dict:
    """The office and the school year that were asked for; of whatever is none of ours the first, and this year."""
    at = timezone.now()
    offices = queries.offices_of_work(request.user, roles, at=at)
    wanted = request.GET.get("office", "")
    office = next((each for each in offices if str(each.pk) == wanted), offices[0] if offices else None)
    asked, this = request.GET.get("year", ""), queries.school_year(timezone.localdate(at))
    first = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else this
    first = min(max(first, queries.FIRST_YEAR), queries.LAST_YEAR)
    return {"offices": offices, "office": office, "year": first, "before": first - 1, "after": first + 1}
