"""One's own things: how they stand, what adults answered, taking back, saying yes again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities.models import Activity
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal
from voices import actions, queries
from voices.forms import key_in
from voices.models import Voice


@route(Audience.CHILD, purpose="see how something of mine stands")
def mine(request, pk):
    voice = get_object_or_404(Voice.objects.visible_to(request.user), pk=pk)
    return render(request, "voices/mine.html", {"page": queries.own_page(voice, at=timezone.now())})


@route(Audience.CHILD, purpose="see what my group made")
@never_cache
def made(request, pk):
    activity = get_object_or_404(Activity.objects.held_by(request.user), pk=pk)
    page = queries.made_in(request.user, activity, at=timezone.now())
    return render(request, "voices/made.html", {"activity": activity, "page": page})


@route(Audience.CHILD, purpose="read that it arrived")
def sent(request, pk):
    voice = get_object_or_404(Voice.objects.visible_to(request.user), pk=pk)
    return render(request, "voices/sent.html", {"page": queries.own_page(voice, at=timezone.now())})


@route(Audience.CHILD, purpose="take something of mine back")
@require_POST
def take_back(request, pk):
    voice = get_object_or_404(Voice.objects.visible_to(request.user), pk=pk)
    actions.take_back(by=request.user, voice=voice, at=timezone.now())
    messages.success(request, _("Taken back. Nobody can see it any more."))
    return redirect("voices:mine", pk=pk)


@route(Audience.CHILD, purpose="say yes to a changed version, or to showing it again")
@require_POST
def nod(request, pk):
    voice = get_object_or_404(Voice.objects.visible_to(request.user), pk=pk)
    revision = get_object_or_404(voice.revisions.all(), pk=key_in(request.POST, "revision"))
    try:
        actions.nod(by=request.user, voice=voice, revision=revision, at=timezone.now())
    except Refusal as refusal:
        messages.warning(request, refusal.message)
    return redirect("voices:mine", pk=pk)
