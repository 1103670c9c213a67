"""Writing the next words, looking at them as a family will, handing them over; a second person publishes them."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts import queries as people
from portal.accounts.routes import Audience, Fresh, route
from portal.consent import actions, forms, policy, queries
from portal.consent.content.wording import findings
from portal.consent.kinds import Audience as Reader
from portal.consent.policy import PUBLISHERS, WRITERS
from portal.consent.views.words import DESK, known
from portal.figures.counting import shown
from portal.files import recordings
from portal.text.difference import difference
from portal.ui.refusals import Refusal

STALE = 409


@route(Audience.STAFF, purpose="write the next words for one reader", roles=WRITERS)
@never_cache
def write(request, purpose, audience):
    purpose, audience = known(purpose, audience)
    at, draft = timezone.now(), queries.open_draft(purpose, audience)
    if request.method != "POST":
        if draft and not _may(request.user, draft, at)["write"]:
            return redirect("words:draft", draft.pk)
        return _editor(request, purpose, audience, _begun(draft, purpose, audience, at), draft)
    form = forms.WriteDraft(request.POST, today=queries.day(at))
    if not form.is_valid():
        return _editor(request, purpose, audience, form, draft, 400)
    try:
        heard = set(queries.recordings_for(draft)) if draft else set()
        kept = actions.write_draft(by=request.user, purpose=purpose, audience=audience, at=at, **form.words)
    except Refusal as no:
        form.add_error(None, no.message)
        form.now(base=queries.last_version(purpose, audience), seen=draft.revision if draft else 0)
        return _editor(request, purpose, audience, form, draft, STALE)
    if heard - set(queries.recordings_for(kept)):
        messages.warning(request, _("The words have changed, so their old recording was taken away."))
    if findings(kept.texts, audience) or not kept.summary:
        messages.warning(request, _("Kept. Beside the fields stands what is still to be done."))
        return redirect("words:write", purpose, audience)
    messages.success(request, _("Kept."))
    return redirect("words:draft", kept.pk)


@route(Audience.STAFF, purpose="see words that are being written, and what they change", roles=DESK)
@never_cache
def one(request, pk):
    return page(request, _draft(pk), forms.ReturnDraft())


@route(Audience.STAFF, purpose="see words as a family will see them", roles=DESK)
@never_cache
def seen_as(request, pk, language):
    draft = _draft(pk)
    words = next((each for each in draft.words if each.language == language), None)
    if words is None:
        raise Http404
    context = {"draft": draft, "notice": words, "for_child": draft.audience != Reader.GUARDIAN}
    context["recording"] = queries.recordings_for(draft).get(language)
    return render(request, "consent/seen_as.html", context)


@route(Audience.STAFF, purpose="hand words over to a second person", roles=WRITERS)
@require_POST
def hand_over(request, pk):
    draft, form = _draft(pk), forms.Seen(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else 0
    said = _("Handed over. A second person reads and publishes them.")
    return step(request, said, actions.hand_over_draft, draft=draft, seen=seen)


@route(Audience.STAFF, purpose="give words back to their author", roles=PUBLISHERS)
@require_POST
def give_back(request, pk):
    draft, form = _draft(pk), forms.ReturnDraft(request.POST)
    if not form.is_valid():
        return page(request, draft, form, 400)
    said = _("Given back to the author.")
    return step(request, said, actions.return_draft, draft=draft, words=form.cleaned_data["words"])


@route(Audience.STAFF, purpose="lay words aside that nobody will publish", roles=DESK)
@require_POST
def drop(request, pk):
    return step(request, _("Laid aside."), actions.drop_draft, draft=_draft(pk))


@route(Audience.STAFF, purpose="put words in force that somebody else wrote", roles=PUBLISHERS, fresh=Fresh.ACT)
@never_cache
def publish(request, pk):
    """The second of two taps; the first was on the page with the words."""
    draft, at = _draft(pk), timezone.now()
    if not _may(request.user, draft, at)["settle"]:
        return redirect("words:draft", pk)
    form = forms.Seen(request.POST if request.method == "POST" else None, initial={"seen": draft.revision})
    if request.method == "POST" and form.is_valid():
        said = _("In force. Families read these words from now on.")
        return step(request, said, actions.publish_draft, draft=draft, seen=form.cleaned_data["seen"])
    context = {"draft": draft, "form": form, "number": draft.base + 1, "stops": _stops(draft, at)}
    read = queries.recordings_for(draft)
    context["both"] = [(words, read.get(words.language)) for words in draft.words]
    return render(request, "consent/draft_publish.html", context, status=400 if form.errors else 200)


def _draft(pk):
    return get_object_or_404(queries.drafts(), pk=pk)


def _may(person, draft, at) -> dict[str, bool]:
    held = people.roles(person, at=at)
    return {
        "write": policy.may_write(person, draft, held=held),
        "hand_over": policy.may_hand_over(person, draft, held=held),
        "settle": policy.may_settle(person, draft, held=held),
        "drop": policy.may_drop_draft(person, draft, held=held),
    }


def _begun(draft, purpose, audience, at):
    """The form as it stands: the author's draft, or the words in force to begin with."""
    base, today = queries.last_version(purpose, audience), queries.day(at)
    if draft:
        return forms.WriteDraft.of(draft, base=base, today=today)
    in_force = {each.language: each.text for each in queries.version(purpose, audience, base)}
    texts = {name: in_force.get(language, "") for language, name in forms.FIELDS.items()}
    return forms.WriteDraft(initial=texts | {"base": base, "seen": 0}, today=today)


def _editor(request, purpose, audience, form, draft, status=200):
    context = {"purpose": purpose, "audience": audience, "form": form, "draft": draft}
    context["moved_on"] = bool(draft) and draft.base != queries.last_version(purpose, audience)
    return render(request, "consent/draft_write.html", context, status=status)


def _stops(draft, at) -> int | None:
    """How many yeses would stop; None where the number is too small to be shown (promise 8)."""
    return shown({"yes": queries.asked_anew(draft.purpose, draft.audience, at=at)})["yes"]


def page(request, draft, form, status=200, wrong=None):
    """One draft with what can be done with it; `wrong`: what was sent for one language and could not be kept."""
    at, read = timezone.now(), queries.recordings_for(draft)
    before = {each.language: each.text for each in queries.version(draft.purpose, draft.audience, draft.base)}
    context = {
        "draft": draft,
        "changes": [(words, difference(before.get(words.language, ""), words.text)) for words in draft.words],
        "findings": findings(draft.texts, draft.audience),
        "stops": _stops(draft, at) if draft.material else None,
        "recordings": [
            (words, read.get(words.language), _recorder(draft, words, wrong or {})) for words in draft.words
        ],
        "can_record": recordings.available(),
        "may": _may(request.user, draft, at),
        "form": form,
    }
    return render(request, "consent/draft.html", context, status=status)


def _recorder(draft, words, wrong):
    return wrong.get(words.language) or forms.AddRecording(initial={"seen": draft.revision})


def step(request, said, act, *, draft, **facts):
    try:
        act(by=request.user, draft=draft, at=timezone.now(), **facts)
    except Refusal as no:
        messages.warning(request, no.message)
    else:
        messages.success(request, said)
    return redirect("words:draft", draft.pk)
