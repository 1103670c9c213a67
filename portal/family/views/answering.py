"""One question, its notice, and two buttons: the same for a guardian and for a child."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts.views.again import prove
from portal.consent import actions
from portal.consent.purposes import Level, rule
from portal.family import forms, queries
from portal.ui.refusals import Refusal


def answering(request, question, *, template: str, back: str, needs_helper: bool = False):
    """Shows the question, or takes the answer. `back` is where the reader goes afterwards."""
    at = timezone.now()
    notice = queries.notice_for(question, request.user, language=get_language(), at=at)
    form = forms.Answer(request.POST or None, needs_helper=needs_helper)
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["answer"] == forms.YES and rule(question.purpose).level >= Level.G3:
            prove(request)  # a no, and taking back, wait for nothing (SEC-9, CON-6)
        try:
            done = _answer(request.user, question, notice, form.cleaned_data, at)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            if done:
                messages.success(request, done)
                return redirect(back)
            messages.warning(request, _("The words have changed since you opened the page. Please read them again."))
    context = {"question": question, "notice": notice, "form": form, "back": back, "needs_helper": needs_helper}
    return render(request, template, context, status=400 if form.errors else 200)


def _answer(person, question, notice, said, at) -> str:
    """The words to show when it is done; none when the reader had another text before them."""
    what = {"by": person, "child": question.child, "purpose": question.purpose, "scope": question.scope, "at": at}
    if said["answer"] == forms.BACK:
        actions.withdraw(**what)
        return _("Taken back. It has stopped.")
    if notice is None or said["notice"] != notice.pk:
        return ""
    yes = said["answer"] == forms.YES
    actions.answer(**what, yes=yes, notice=notice, words=said["words"], helper=said["helper"])
    return _("Your yes is kept.") if yes else _("Your no is kept. It has stopped, or will not begin.")
