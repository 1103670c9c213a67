"""The desk writes down what a guardian or a child signed or said; a second worker stands for a yes (CON-10, CON-21)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
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
    return _choose(request, link.child, link, at)


@route(Audience.STAFF, purpose="choose what a child without a phone answers", **WORKERS)
@never_cache
def choose_of_child(request, pk):
    at = timezone.now()
    return _choose(request, get_object_or_404(consent.families(request.user, at=at), pk=pk), None, at)


@route(Audience.STAFF, purpose="write down what a guardian signed or said", **WORKERS)
@never_cache
def write(request, pk, purpose, ask=None):
    at = timezone.now()
    link = get_object_or_404(consent.links_for(request.user, at=at), pk=pk)
    return _slip(request, link.child, link, purpose, ask, at)


@route(Audience.STAFF, purpose="write down what a child signed, drew or said", **WORKERS)
@never_cache
def write_of_child(request, pk, purpose, ask=None):
    at = timezone.now()
    child = get_object_or_404(consent.families(request.user, at=at), pk=pk)
    return _slip(request, child, None, purpose, ask, at)


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
    messages.success(request, _("Noted: it is their answer now."))
    return redirect("families:one", found.child_id)


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
    return redirect("families:one", found.child_id)


def _choose(request, child, link, at):
    speaker = link.guardian if link else child
    found = queries.asked(child=child, person=speaker, language=speaker.language, at=at)
    asked = [(question, title, _address(link, child, question)) for question, title in found]
    return render(request, "family/choose.html", {"child": child, "link": link, "asked": asked})


def _address(link, child, question) -> str:
    """Where the answer to this question is written down."""
    name, whose = ("families:write", link) if link else ("families:write_of_child", child)
    particular = [question.ask.pk] if question.scope else []
    return reverse(name, args=[whose.pk, question.purpose, *particular])


def _slip(request, child, link, purpose, ask, at):
    """One answer of one person; `link` is None for the child's own."""
    speaker, kind = (link.guardian, forms.WriteDown) if link else (child, forms.WriteDownOfChild)
    question = _question(child, speaker, purpose, ask, at)
    notice = queries.notice_for(question, speaker, language=speaker.language, at=at)
    form = kind(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        done = _write(request, child, link, question, notice, form, at)
        if done:
            messages.success(request, done)
            return redirect("families:one", child.pk)
    context = {"child": child, "link": link, "question": question, "notice": notice, "form": form}
    return render(request, "family/write.html", context, status=400 if form.errors else 200)


def _question(child, speaker, purpose, ask, at):
    """As this person would see it; what nobody is asked for, or was asked about, is not there."""
    scope = ""
    if ask is not None:
        scope = get_object_or_404(consent.asks_visible_to(speaker).filter(child=child), pk=ask).scope
    question = consent.question(child=child, person=speaker, purpose=purpose, scope=scope, at=at)
    if question is None:
        raise Http404
    return question


def _write(request, child, link, question, notice, form, at) -> str:
    """The words to show when it is done; none when the form has something to say."""
    said = form.cleaned_data
    if said["notice"] != notice.pk:
        form.add_error(None, _("The words have changed since you opened the page. Please read them again."))
        return ""
    yes = said["answer"] == forms.YES
    what = {"purpose": question.purpose, "scope": question.scope, "yes": yes, "notice": notice}
    paper = {name: said[name] for name in ("method", "reference", "said_on")}
    try:
        if link:
            actions.enter(by=request.user, link=link, at=at, **what, **paper)
        else:
            actions.enter_of_child(by=request.user, child=child, words=said["words"], at=at, **what, **paper)
    except Refusal as no:
        form.add_error(None, no.message)
        return ""
    return _("Written down. A second worker stands for it now.") if yes else _("The no is kept and counts from now on.")


def _entry(request, found, form):
    at = timezone.now()
    context = {"entry": found, "child": found.child, "link": found.link, "notice": found.notice, "form": form}
    context["can"] = queries.entry_steps(request.user, found, at=at)
    return render(request, "family/entry.html", context, status=400 if form.errors else 200)
