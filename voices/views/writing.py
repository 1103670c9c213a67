"""Writing, looking once more, sending. Every step works without JavaScript and keeps what was typed."""

import uuid

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from activities import registry
from activities.models import Activity
from portal.accounts.routes import Audience, route
from portal.privacy.kinds import needs_helper
from portal.ui.refusals import Refusal
from voices import actions, queries
from voices.forms import WriteForm, key_in, what_was_read
from voices.models import Voice


@route(Audience.CHILD, purpose="begin a story or an opinion")
def begin(request):
    group = _group(request)
    if request.method != "POST":
        form = _form(request, initial={"kind": request.GET.get("kind", "story")})
        return render(request, "voices/write.html", {"form": form, "key": uuid.uuid4(), "group": group})
    form = _form(request, request.POST, request.FILES)
    begun = {"kind": form.chosen_kind(), "client_key": _key(request), "activity": group}
    voice = actions.start(by=request.user, **begun, at=timezone.now())
    return _keep(request, voice, form)


@route(Audience.CHILD, purpose="begin a voice with own words said in a group")
@require_POST
def from_words(request):
    source = request.POST.get("source", "")
    said = registry.own_words(request.user, source)
    if said is None:
        raise Http404("not words of yours")  # another's and none look alike
    voice = actions.begin_with(by=request.user, source=source, said=said, at=timezone.now())
    return redirect("voices:write" if queries.has_draft(voice) else "voices:mine", pk=voice.pk)


@route(Audience.CHILD, purpose="write on")
def write(request, pk):
    voice = _own(request, pk)
    if request.method != "POST":
        start = queries.beginning(voice)
        form = _form(request, initial=start)
        return _page(request, voice, form, start["has_picture"])
    return _keep(request, voice, _form(request, request.POST, request.FILES))


@route(Audience.CHILD, purpose="look once more before sending")
def preview(request, pk):
    voice = _own(request, pk)
    if not queries.has_draft(voice):
        return redirect("voices:mine", pk=pk)
    if request.method == "POST":
        try:
            return _send_or_cover(request, voice)
        except Refusal as refusal:
            messages.warning(request, refusal.message)
    last_look = queries.preview(voice, language=get_language(), at=timezone.now())
    return render(request, "voices/preview.html", {"voice": voice, "last_look": last_look})


def _send_or_cover(request, voice):
    if request.POST.get("do") == "cover":
        actions.cover(by=request.user, voice=voice, at=timezone.now())
        return redirect("voices:preview", pk=voice.pk)
    if request.POST.get("do") == "keep":
        messages.success(request, _("Kept. Only you can see it."))
        return redirect("me")
    actions.submit(by=request.user, voice=voice, read=what_was_read(request.POST), at=timezone.now())
    return redirect("voices:sent", pk=voice.pk)


def _form(request, *args, **kwargs) -> WriteForm:
    """With the question who writes along, for a child under eight alone."""
    at, me = timezone.now(), request.user
    young = needs_helper(queries.age_on(me, at))
    return WriteForm(*args, beside=queries.beside(me, at=at) if young else None, **kwargs)


def _keep(request, voice, form):
    """Keeps everything first, then says what is still missing."""
    form.is_valid()
    if not _kept(request, voice, form):
        return redirect("voices:mine", pk=voice.pk)
    draft = queries.draft_of(voice)
    if request.POST.get("do") == "save":
        messages.success(request, _("Kept. Only you can see it."))
        return redirect("voices:write", pk=voice.pk)
    if request.POST.get("do") == "picture_out":
        actions.clear_picture(by=request.user, voice=voice, at=timezone.now())
        return redirect("voices:write", pk=voice.pk)
    if not form.missing(draft):
        return redirect("voices:preview", pk=voice.pk)
    return _page(request, voice, form, draft.picture)


def _page(request, voice, form, picture):
    words = {"form": form, "voice": voice, "group": voice.activity, "picture": picture}
    return render(request, "voices/write.html", words)


def _kept(request, voice, form) -> bool:
    """False when it was sent already; a picture that cannot be taken does not cost the words."""
    words = {"by": request.user, "voice": voice, "at": timezone.now(), **form.typed()}
    try:
        actions.write(**words, upload=request.FILES.get("picture"))
    except actions.AlreadySent as refusal:
        messages.warning(request, refusal.message)
        return False
    except Refusal as refusal:
        actions.write(**words)
        form.add_error("picture", refusal.message)
    if form.named():
        actions.name_helper(by=request.user, voice=voice, helper=form.named(), at=timezone.now())
    return True


def _group(request) -> Activity | None:
    """Whose page one came from; words are never lost because a place there ended meanwhile."""
    key = key_in(request.POST if request.method == "POST" else request.GET, "group")
    return Activity.objects.held_by(request.user).filter(pk=key).first() if key else None


def _own(request, pk):
    return get_object_or_404(Voice.objects.visible_to(request.user), pk=pk)


def _key(request) -> uuid.UUID:
    return key_in(request.POST, "key") or uuid.uuid4()
