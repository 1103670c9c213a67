"""What a judge does with a case; every one is a POST and an action."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from moderation import actions
from moderation.forms import FORMS, NoteForm
from moderation.states import Act
from moderation.views.case import show
from moderation.views.desk import judges, load
from portal.ui.refusals import Refusal

WORDS = {
    Act.APPROVE: {"best_interests"},
    Act.CLEAR: {"best_interests"},
    Act.CLOSE: {"best_interests"},
    Act.HOLD: {"message"},
    Act.ASK_CHANGE: {"reason", "message"},
    Act.DECLINE: {"reason", "message"},
}
DO = {
    Act.APPROVE: actions.approve,
    Act.CLEAR: actions.clear,
    Act.CLOSE: actions.close,
    Act.HOLD: actions.hold,
    Act.ASK_CHANGE: actions.ask_change,
    Act.DECLINE: actions.decline,
}


@judges("take a case to judge it")
@require_POST
def claim(request, pk):
    return _simple(request, pk, actions.claim)


@judges("give a case back to the queue")
@require_POST
def unclaim(request, pk):
    return _simple(request, pk, actions.unclaim)


def _simple(request, pk, act):
    found = load(request, pk)
    try:
        act(by=request.user, case=found, at=timezone.now())
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("moderation:case", pk=pk)


@judges("decide about exact words")
@require_POST
def decide(request, pk, act):
    """A refusal shows the case again with everything that was typed; changed words are answered with 409."""
    found, at = load(request, pk), timezone.now()
    if act not in FORMS:
        raise Http404
    form = FORMS[act](request.POST, case=found)
    if not form.is_valid():
        return show(request, found, at=at, bound=form, status=422)
    try:
        DO[act](by=request.user, case=found, at=at, **_given(form))
    except actions.StaleRevision as refusal:
        return render(
            request, "moderation/stale.html", {"case": found, "refusal": refusal, "typed": _typed(form)}, status=409
        )
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return show(request, load(request, pk), at=at, bound=form, status=409)
    messages.success(request, _("Done: %(act)s.") % {"act": Act(act).label})
    return redirect("moderation:queue")


def _given(form) -> dict:
    return {name: form.cleaned_data[name] for name in {"revision", "digest"} | WORDS[form.act]}


def _typed(form) -> str:
    return form.cleaned_data.get("message") or form.cleaned_data.get("best_interests", "")


@judges("leave a note for colleagues")
@require_POST
def note(request, pk):
    found, at, form = load(request, pk), timezone.now(), NoteForm(request.POST)
    if not form.is_valid():
        return show(request, found, at=at, note=form, status=422)
    try:
        actions.note(by=request.user, case=found, text=form.cleaned_data["text"], at=at)
    except Refusal as refusal:
        messages.error(request, refusal.message)
    return redirect("moderation:case", pk=pk)


@judges("see a picture plainly")
@require_POST
def reveal(request, pk):
    """Shown in the answer to this POST only: every plain look is one line in the record (MOD-20)."""
    found, at = load(request, pk), timezone.now()
    try:
        actions.revealed(by=request.user, case=found, at=at)
    except Refusal as refusal:
        messages.error(request, refusal.message)
        return redirect("moderation:case", pk=pk)
    return show(request, found, at=at, revealed=True)
