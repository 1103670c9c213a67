"""The desk writes down what a guardian signed or said, and a second worker stands for a yes (CON-21)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.roles import Role
from portal.accounts.routes import Audience, Fresh, route
from portal.consent import actions
from portal.consent import queries as consent
from portal.family import forms, queries
from portal.ui.refusals import Refusal

WORKERS = {"roles": {Role.WORKER}}


@route(Audience.STAFF, purpose="choose what a guardian without a phone answers", **WORKERS)
@never_cache
def choose(request, pk):
    at = timezone.now()
    link = get_object_or_404(consent.links_for(request.user, at=at), pk=pk)
    asked = queries.asked(child=link.child, person=link.guardian, language=link.guardian.language, at=at)
    return render(request, "family/choose.html", {"link": link, "asked": asked})


@route(Audience.STAFF, purpose="write down what a guardian signed or said", **WORKERS)
@never_cache
def write(request, pk, purpose, ask=None):
    at = timezone.now()
    link = get_object_or_404(consent.links_for(request.user, at=at), pk=pk)
    question = _question(link, purpose, ask, at)
    notice = queries.notice_for(question, link.guardian, language=link.guardian.language, at=at)
    if request.method == "POST":
        form = forms.WriteDown(request.POST)
        if form.is_valid():
            done = _write(request, link, question, notice, form, at)
            if done:
                messages.success(request, done)
                return redirect("families:one", link.child_id)
    else:
        form = forms.WriteDown()
    context = {"link": link, "question": question, "notice": notice, "form": form}
    return render(request, "family/write.html", context, status=400 if form.errors else 200)


@route(Audience.STAFF, purpose="see a yes that waits for a second worker", **WORKERS)
@never_cache
def entry(request, pk):
    found = get_object_or_404(consent.entries_waiting(request.user, at=timezone.now()), pk=pk)
    return _entry(request, found, forms.StandFor())


@route(Audience.STAFF, purpose="stand as the second worker for what a guardian signed", fresh=Fresh.ACT, **WORKERS)
@require_POST
def confirm(request, pk):
    at = timezone.now()
    found = get_object_or_404(consent.entries_waiting(request.user, at=at), pk=pk)
    form = forms.StandFor(request.POST)
    if not form.is_valid():
        return _entry(request, found, form)
    try:
        actions.confirm_entry(by=request.user, entry=found, at=at)
    except Refusal as no:
        messages.error(request, no.message)
        return redirect("families:entry", pk)
    messages.success(request, _("Noted: it is the guardian's answer now."))
    return redirect("families:one", found.link.child_id)


@route(Audience.STAFF, purpose="drop what was written down by mistake", **WORKERS)
@require_POST
def drop(request, pk):
    at = timezone.now()
    found = get_object_or_404(consent.entries_waiting(request.user, at=at), pk=pk)
    try:
        actions.drop_entry(by=request.user, entry=found, at=at)
    except Refusal as no:
        messages.error(request, no.message)
        return redirect("families:entry", pk)
    messages.success(request, _("Dropped. It never counted."))
    return redirect("families:one", found.link.child_id)


def _question(link, purpose, ask, at):
    """As the guardian would see it; what nobody is asked for, or was asked about, is not there."""
    scope = ""
    if ask is not None:
        asked = get_object_or_404(consent.asks_visible_to(link.guardian).filter(child=link.child_id), pk=ask)
        scope = asked.scope
    question = consent.question(child=link.child, person=link.guardian, purpose=purpose, scope=scope, at=at)
    if question is None:
        raise Http404
    return question


def _write(request, link, question, notice, form, at) -> str:
    """The words to show when it is done; none when the form has something to say."""
    said = form.cleaned_data
    if said["notice"] != notice.pk:
        form.add_error(None, _("The words have changed since you opened the page. Please read them again."))
        return ""
    yes = said["answer"] == forms.YES
    what = {"purpose": question.purpose, "scope": question.scope, "yes": yes, "notice": notice}
    paper = {name: said[name] for name in ("method", "reference", "said_on")}
    try:
        actions.enter(by=request.user, link=link, at=at, **what, **paper)
    except Refusal as no:
        form.add_error(None, no.message)
        return ""
    return _("Written down. A second worker stands for it now.") if yes else _("The no is kept and counts from now on.")


def _entry(request, found, form):
    at = timezone.now()
    context = {"entry": found, "link": found.link, "notice": found.notice, "form": form}
    context["can"] = queries.entry_steps(request.user, found, at=at)
    return render(request, "family/entry.html", context, status=400 if form.errors else 200)
