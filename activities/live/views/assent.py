"""Before each session a child is asked in words of their age: yes and no alike, no reason, and a way back (CON-10)."""

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.live import actions, queries
from activities.live.models import Room
from activities.live.states import State
from portal.accounts.routes import Audience, route
from portal.consent import queries as consent
from portal.consent.purposes import Purpose


class Answer(forms.Form):
    answer = forms.ChoiceField(choices=[("yes", "yes"), ("no", "no")])
    notice = forms.UUIDField()


def asking(request, row):
    """The question, where the child's own yes is all that is missing; else None."""
    at = timezone.now()
    if row is None or row.state != State.OPEN or not queries.is_asked(row, request.user, at=at):
        return None
    said = queries.said_last(row, request.user)
    notice = consent.notice(Purpose.LIVE, _wording(request.user, at), get_language(), at=at)
    if notice is None or (said and said.yes):  # who said yes and is not let in was taken out by the adults
        return None
    adults = [seat.person for seat in queries.present([row.pk], at=at).get(row.pk, ()) if seat.adult]
    told = {"row": row, "notice": notice, "said_no": said is not None, "adults": queries.faces(adults)}
    return render(request, "live/asked.html", told)


@route(Audience.CHILD, purpose="say whether I want to be in this live session")
@require_POST
@never_cache
def assent(request, pk):
    row = Room.objects.visible_to(request.user).select_related("session__activity").filter(pk=pk).first()
    if row is None:
        raise Http404("not a room of yours")
    form, at = Answer(request.POST), timezone.now()
    said = form.cleaned_data if form.is_valid() else {}
    read = consent.notice_read(said.get("notice"), Purpose.LIVE)
    if read is None or read.audience != _wording(request.user, at):
        return redirect("live:room", pk)  # asked again, in the words that are theirs
    try:
        actions.say_whether(by=request.user, room=row, yes=said["answer"] == "yes", notice=read, at=at)
    except actions.NotHere:
        raise Http404("not a room of yours") from None
    except actions.NotNow as over:
        messages.info(request, str(over.message))
        return redirect("live:list")
    return redirect("live:room", pk)


def _wording(child, at):
    return consent.audience_for(child, child, at=at)
