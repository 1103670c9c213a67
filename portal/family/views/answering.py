"""One question, its notice, and two buttons: the same for a guardian and for a child."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.views.again import prove
from portal.consent import actions
from portal.consent import queries as consent
from portal.consent.purposes import Level, Purpose, rule
from portal.family import forms, queries
from portal.ui.refusals import Refusal

STALE = 409  # what was answered is not how it stands any more, and nothing was kept
GONE = 410


def answering(request, *, template: str, back: str, needs_helper: bool = False, **about):
    """Shows a question, or takes the answer. `about` is its child, purpose and scope; `back` is where the reader goes
    afterwards."""
    at = timezone.now()
    if about["purpose"] not in Purpose.values or bool(about["scope"]) != rule(about["purpose"]).scoped:
        raise Http404
    question = consent.question(person=request.user, at=at, **about)
    if question is None:
        return _not_asked(request, back, about, at)
    form = forms.Answer(request.POST or None, needs_helper=needs_helper)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == forms.YES and rule(question.purpose).level >= Level.G3:
            prove(request)  # a no, and taking back, wait for nothing (SEC-9, CON-6)
        try:
            messages.success(request, _answer(request.user, about, form.cleaned_data, at))
        except Refusal as no:
            return _once_more(request, no.message, template, back, about, needs_helper)
        return redirect(back)
    return _page(request, question, form, template, back, needs_helper, 400 if form.errors else 200)


def _page(request, question, form, template, back, needs_helper, status):
    notice = queries.notice_for(question, request.user, language=get_language(), at=question.at)
    context = {"question": question, "notice": notice, "form": form, "back": back, "needs_helper": needs_helper}
    context["clashes"] = queries.falls_together(request.user, question)
    return render(request, template, context, status=status)


def _once_more(request, why, template, back, about, needs_helper):
    """Asked again as it stands now: what was said or changed meanwhile is on the page, and no answer is lost to it."""
    at = timezone.now()
    question = consent.question(person=request.user, at=at, **about)
    if question is None:
        return _not_asked(request, back, about, at)
    form = forms.Answer(request.POST, needs_helper=needs_helper)
    form.add_error(None, why)
    return _page(request, question, form, template, back, needs_helper, STALE)


def _answer(person, about, said, at) -> str:
    """The words to show when it is done."""
    read = consent.notice_read(said["notice"], about["purpose"])
    if said["answer"] == forms.YES:
        kept = {"words": said["words"], "helper": said["helper"], "seen": said["seen"] or 0}
        actions.answer(by=person, yes=True, notice=read, at=at, **about, **kept)
        return _("Your yes is kept.")
    if said["answer"] == forms.NO and read is not None:
        actions.answer(by=person, yes=False, notice=read, words=said["words"], at=at, **about)
        return _("Your no is kept. It has stopped, or will not begin.")
    actions.withdraw(by=person, at=at, **about)
    return _("Taken back. It has stopped.")


def _not_asked(request, back, about, at):
    """Over, or for somebody else to answer. A no that arrives all the same is kept."""
    form = forms.Answer(request.POST if request.method == "POST" else None)
    if form.is_valid() and form.cleaned_data["answer"] != forms.YES:
        try:
            actions.withdraw(by=request.user, at=at, **about)
        except Refusal as no:
            messages.warning(request, no.message)
        else:
            messages.success(request, _("Your no is kept. It has stopped, or will not begin."))
        return redirect(back)
    context = {"own": request.user.is_child, "back": back}
    return render(request, "family/not_asked.html", context, status=GONE)
