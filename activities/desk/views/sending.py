"""Writing to a whole group: written, looked at with the number of receivers, sent; and what was sent."""

from uuid import uuid4

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.desk import actions, queries
from activities.desk.forms import SendingForm
from activities.desk.models.sending import MANY
from activities.desk.views.days import DESK
from activities.models import Activity
from portal.accounts.routes import route
from portal.ui.refusals import Refusal, tried

SHOWN = 50


@route(**DESK, purpose="write to all homes or children of an activity")
@never_cache
def write(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    return _written(request, activity, None, reverse("activities_desk:roster", args=[pk]))


@route(**DESK, purpose="write to those who are here at a session, and to their homes")
@never_cache
def write_at(request, pk):
    session = get_object_or_404(queries.sessions_of(request.user), pk=pk)
    return _written(request, session.activity, session, reverse("desk_day:session", args=[pk]))


def _written(request, activity, session, back):
    """The first button shows what it would be and to how many; the second one sends it."""
    at, about = timezone.now(), {"activity": activity, "session": session}
    form = SendingForm(request.POST if request.method == "POST" else None, initial={"key": uuid4()})
    context = about | {"form": form, "back": back}
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            if request.POST.get("do") == "send":
                return _sent(request, actions.write_to_all(by=request.user, at=at, **about, **said))
            actions.check_words(activity, said["words"], said["words_en"])
            count = len(queries.receivers(activity, said["to"], at=at, session=session))
            context |= {"said": said, "count": count, "two": count > MANY}
        except actions.AlreadySaid as no:  # a page from before, with other words in it: they are the next message
            form.data = form.data.dict() | {"key": uuid4()}
            form.add_error(None, no.message)
        except Refusal as no:
            form.add_error(None, no.message)
    return render(request, "desk/write_to_all.html", context, status=400 if form.errors else 200)


@route(**DESK, purpose="read what was written to groups, and send or drop what waits")
@never_cache
def listing(request):
    at = timezone.now()
    rows = queries.sendings_read_by(request.user, at=at)[:SHOWN]
    return render(request, "desk/sendings.html", {"rows": rows, "many": MANY})


@route(**DESK, purpose="send what waits for a second colleague")
@require_POST
def release(request, pk):
    return _stepped(request, pk, actions.release_sending, _("Sent."))


@route(**DESK, purpose="drop what waits for a second colleague")
@require_POST
def drop(request, pk):
    return _stepped(request, pk, actions.drop_sending, _("Dropped."))


def _stepped(request, pk, act, words):
    sending = get_object_or_404(queries.sendings_read_by(request.user, at=timezone.now()), pk=pk)
    if tried(request, act, sending=sending):
        messages.success(request, words)
    return redirect("desk_day:sendings")


def _sent(request, sending):
    told = _("Sent.") if sending.released_at else _("Written down. A second colleague looks at it and sends it.")
    messages.success(request, told)
    return redirect("desk_day:sendings")
