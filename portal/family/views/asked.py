"""A grown-up opens a link: of a child who began alone, or of another adult of a child (CON-8). Shows who they are,
reads, says yes or no.

Before that a link says nothing, and a used, old, forwarded or guessed one says the same as one that never was.
"""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts.routes import Audience, Fresh, route
from portal.accounts.views import limits
from portal.consent import actions
from portal.consent import queries as consent
from portal.consent.kinds import Audience as Reader
from portal.consent.purposes import Purpose
from portal.family import forms
from portal.family.views import browsers
from portal.ui.refusals import Refusal


@route(Audience.PUBLIC, purpose="learn what a link to a grown-up is about")
@never_cache
def link(request, token):
    """The same page for every token: chat apps look at links, and who guesses shall learn nothing."""
    if refused := _refused(request):
        return refused
    return render(request, "family/asked_first.html", {"token": token})


@route(Audience.GUARDIAN, purpose="read who asks, and say yes or no", fresh=Fresh.SEE)
@never_cache
def read(request, token):
    """A proof just given is wanted: a child who holds a grown-up's phone for a moment is not the grown-up."""
    if refused := _refused(request):
        return refused
    at, browser = timezone.now(), browsers.tokens(request)
    found = consent.invitation_for(token, request.user, browser=browser, at=at)
    if found is None:
        return _over(request)
    if found.child:
        return _join(request, found, token, browser, at)
    if request.method == "POST" and request.POST.get("answer") == forms.NO:
        try:
            actions.decline(by=request.user, token=token, browser=browser, at=at)
        except Refusal:
            return _over(request)
        return render(request, "family/asked_no.html")
    return render(request, "family/asked.html", {"start": found.start, "token": token, "notice": _notice(at)})


@route(Audience.GUARDIAN, purpose="say yes to a child who asked, and who the child is", fresh=Fresh.SEE)
@never_cache
def welcome(request, token):
    if refused := _refused(request):
        return refused
    at, browser = timezone.now(), browsers.tokens(request)
    found = consent.invitation_for(token, request.user, browser=browser, at=at)
    if found is None or found.child:
        return _over(request)
    form = forms.Welcome(request.POST or None, today=consent.day(at))
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data | {"notice": _notice(at)}
        try:
            child = actions.welcome(by=request.user, token=token, browser=browser, at=at, **said)
        except actions.LinkIsOver:
            return _over(request)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Your yes is kept. Your child can come in now."))
            return redirect("family:child", child.pk)
    context = {"form": form, "start": found.start, "token": token}
    return render(request, "family/asked_yes.html", context, status=400 if form.errors else 200)


def _join(request, found, token, browser, at):
    """An adult whom another adult of the child has named: one page, and what they are to the child."""
    form = forms.Join(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said, same = form.cleaned_data, {"by": request.user, "token": token, "browser": browser, "at": at}
        try:
            if said["answer"] == forms.NO:
                actions.decline_invitation(**same)
                return render(request, "family/asked_no.html", {"second": True})
            link = actions.accept_invitation(relation=said["relation"], **same)
        except Refusal:
            return _over(request)
        messages.success(request, _("Your yes is kept. Next, show your papers at the centre."))
        return redirect("family:child", link.child_id)
    context = {"child": found.child, "token": token, "form": form}
    return render(request, "family/asked_second.html", context, status=400 if form.errors else 200)


def _refused(request):
    """The answer to somebody who asks too often, or on a child's phone; None for all others."""
    if refused := limits.too_many(request, "asked"):
        return refused
    return render(request, "family/asked_elsewhere.html") if browsers.is_a_childs(request) else None


def _notice(at):
    return consent.notice(Purpose.ACCOUNT, Reader.GUARDIAN, get_language(), at=at)


def _over(request):
    """Gone, and not 404: without a language in its address Django would lead that to a page of Wagtail's."""
    return render(request, "family/asked_over.html", status=410)
