"""Words read aloud: adding a recording at the desk, and hearing one (CON-3)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.routes import Audience, route
from portal.consent import actions, forms, queries
from portal.consent.policy import WRITERS
from portal.consent.views.drafts import page, step
from portal.consent.views.words import DESK
from portal.files.private import serve_parts
from portal.files.recordings import TYPE
from portal.ui.refusals import Refusal


@route(Audience.SIGNED_IN, purpose="hear the words that are asked, read aloud")
@require_safe
def hear(request, pk):
    return _sound(request, get_object_or_404(queries.recordings_in_force(), pk=pk))


@route(Audience.STAFF, purpose="hear words that are being written, read aloud", roles=DESK)
@require_safe
def hear_at_desk(request, pk):
    return _sound(request, get_object_or_404(queries.recordings_at_desk(), pk=pk))


@route(Audience.STAFF, purpose="add a recording of one's words", roles=WRITERS)
@require_POST
def add(request, pk, language):
    draft = get_object_or_404(queries.drafts(), pk=pk)
    form = forms.AddRecording(request.POST, request.FILES)
    if not form.is_valid():
        return page(request, draft, forms.ReturnDraft(), 400, wrong={language: form})
    facts = {"language": language, "upload": form.cleaned_data["sound"], "seen": form.cleaned_data["seen"]}
    try:
        actions.record_words(by=request.user, draft=draft, at=timezone.now(), **facts)
    except Refusal as no:
        form.add_error("sound", no.message)
        return page(request, draft, forms.ReturnDraft(), 400, wrong={language: form})
    messages.success(request, _("Kept. Please listen to it once."))
    return redirect("words:draft", pk)


@route(Audience.STAFF, purpose="take a recording of one's words away", roles=WRITERS)
@require_POST
def take_away(request, pk, language):
    draft, form = get_object_or_404(queries.drafts(), pk=pk), forms.Seen(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    act = {"language": language, "seen": seen}
    return step(request, _("The recording was taken away."), actions.drop_recording, draft=draft, **act)


def _sound(request, recording):
    try:
        return serve_parts(request, recording.file, content_type=TYPE, digest=recording.digest)
    except FileNotFoundError:  # the store lost it, or holds something else: the same as never there
        raise Http404 from None
