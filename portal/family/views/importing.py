"""Families from a list: chosen, tried line by line, and then carried out as it was tried."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.accounts.views import limits
from portal.consent import actions
from portal.consent import queries as consent
from portal.consent.kinds import Audience as Reader
from portal.consent.purposes import Purpose
from portal.family import forms, queries
from portal.files.unspooled import in_memory
from portal.privacy.forms import CarryOutForm, Tried, carried
from portal.ui.refusals import Refusal

WORKERS = {"roles": {Role.WORKER}}


@route(Audience.STAFF, purpose="try a list of families on paper, line by line", **WORKERS)
@sensitive_variables()
@never_cache
@in_memory
def choose(request):
    if request.method == "POST" and (refused := limits.too_many(request, "list")):
        return refused
    at = timezone.now()
    offices, notices = queries.offices_of(request.user, at=at), _notices(at)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = forms.FamiliesForm(*sent, offices=offices)
    context = {"form": form, "notices": notices.values()}
    if request.method == "POST" and form.is_valid():
        context |= _tried(request, form, notices, at)
    return render(request, "family/import.html", context, status=400 if form.errors else 200)


@route(Audience.STAFF, purpose="register the families of a list that was tried", **WORKERS)
@sensitive_post_parameters()
@sensitive_variables()
@require_POST
@never_cache
def carry_out(request):
    at = timezone.now()
    mine, wanted = queries.offices_of(request.user, at=at), request.GET.get("office")
    office = next((each for each in mine if str(each.pk) == wanted), None)
    form = CarryOutForm(request.POST, bound_to=_bound_to(request, office), at=at)
    families = forms.carry_out(form.cleaned_data["tried"], _notices(at)) if form.is_valid() else None
    if families is None:
        words = form.errors.get("tried", [_("The words to be signed are others now. Please choose the file again.")])
        messages.error(request, words[0])
        return redirect("families:import")
    try:
        digest = form.cleaned_data["tried"].digest
        made = actions.register_many(by=request.user, office=office, digest=digest, families=families, at=at)
    except Refusal as no:
        messages.error(request, no.message)
        return redirect("families:import")
    said = ngettext("%(n)s family is registered.", "%(n)s families are registered.", len(made)) % {"n": len(made)}
    messages.success(request, said + " " + _("A second worker compares the papers of each and stands for the yes."))
    return redirect("families:list")


def _tried(request, form, notices: dict, at) -> dict:
    """What would come of each line: judged alone, then done beside the others and undone."""
    office, rows = form.cleaned_data["office"], form.cleaned_data["file"]
    tries = {"may_try": partial(limits.may_try_this_name, request), "today": consent.day(at)}
    lines = forms.judged(rows, known=consent.references_of(office), **tries)
    new = [line for line in lines if line.new]
    done = [{**line.about, "notice": notices[line.about["language"]]} for line in new]
    for line, why in zip(new, actions.try_families(by=request.user, office=office, families=done, at=at), strict=True):
        line.why += [why] if why else []
    kept = [forms.carried(line, notices[line.about["language"]]) for line in lines if line.new]
    sealed = carried(Tried(form.digest, kept), bound_to=_bound_to(request, office), at=at) if kept else ""
    return {
        "lines": lines, "tried": sealed, "office": office, "count": len(kept), "read_as": form.read_as,
        "digest": form.digest[:12],
    }  # fmt: skip


def _notices(at) -> dict:
    """The words of the account for each language in which an adult may sign them."""
    found = {code: consent.notice(Purpose.ACCOUNT, Reader.GUARDIAN, code, at=at) for code, _name in settings.LANGUAGES}
    first = get_language()
    return {code: found[code] for code in sorted(found, key=lambda code: code != first) if found[code]}


def _bound_to(request, office) -> str:
    return f"families:{request.user.pk}:{office.pk if office else ''}"
