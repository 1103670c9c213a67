"""One case: everything a judge needs to see, nothing that says who the child is (MOD-9)."""

from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from moderation import actions, policy, queries, registry
from moderation.content import segments
from moderation.forms import FORMS, KEPT_DESK, LOCKED_DESK, OPEN_DESK, NoteForm, WhyForm
from moderation.kinds import FindingKind
from moderation.models import Case
from moderation.states import Act, Lane, State
from moderation.views.desk import judges, load
from portal.consent import queries as consent
from portal.consent.purposes import Purpose
from portal.privacy.kinds import wording_band


@judges("read one case")
@require_safe
def case(request, pk):
    found, at = load(request, pk), timezone.now()
    actions.opened(by=request.user, case=found, at=at)
    return show(request, found, at=at)


def show(request, found: Case, *, at, bound=None, note=None, revealed=False, status=200):
    """The page, with what was typed kept when it is shown again."""
    context = {
        "case": found,
        "kind": _label(found),
        "band": wording_band(found.age_years),
        "parts": _parts(found),
        "helped": queries.helped(found),
        "media": _content(found, "media", []),
        "revealed": revealed,
        "difference": _difference(found),
        "consents": _consents(found, at),
        "decisions": found.decisions.select_related("by").order_by("-at"),
        "notes": found.notes.select_related("by").order_by("at"),
        "note_form": note or NoteForm(),
        "mine": found.claimed_live(at) and found.claimed_by_id == request.user.pk,
        "taken": found.claimed_live(at),
        "may_claim": policy.may_claim(request.user, found, at=at),
        "may_approve": policy.may_approve(request.user, found, at=at),
        "is_party": policy.is_party(request.user, found),
        "said_yes": queries.yeses(found),
        "forms": _forms(request, found, at, bound),
    }
    return render(request, "moderation/case.html", context, status=status)


def _label(found: Case):
    known = registry.kinds()
    return known[found.kind].label if found.kind in known else found.kind


def _content(found: Case, name: str, otherwise):
    content = registry.kinds().get(found.kind)
    return getattr(content, name)(found) if content else otherwise


def _parts(found: Case):
    """Each field of the words with its findings marked; a field without words is left out."""
    by_part: dict[str, list] = {}
    for finding in queries.findings(found):
        by_part.setdefault(finding.part, []).append(finding)
    return [
        {
            "label": part.label,
            # What many facts tell together covers nearly all; it stands in the list below, not over the words.
            "segments": segments(part.text, [f for f in by_part.get(part.name, []) if f.kind != FindingKind.TOGETHER]),
            "findings": by_part.get(part.name, []),
        }
        for part in _content(found, "body", [])
    ]


def _difference(found: Case):
    old, content = queries.earlier_revision(found), registry.kinds().get(found.kind)
    return content.difference(found, old, found.revision) if old and content else []


def _consents(found: Case, at):
    """What showing it would need; nothing, where nothing is shown."""
    if registry.only_kept(found.kind):
        return []
    purposes = [Purpose.PUBLISH, *([Purpose.PICTURE_BY_CHILD] if found.has_media else [])]
    return [(purpose.label, consent.may(found.author_id, purpose, at=at)) for purpose in purposes]


def _desk(found: Case) -> tuple:
    if registry.only_kept(found.kind):
        return KEPT_DESK
    return LOCKED_DESK if found.lane == Lane.LOCKED else OPEN_DESK


def _forms(request, found: Case, at, bound):
    """The decisions open to this person; `bound` is the one that was sent and came back."""
    if found.state not in (State.QUEUED, State.FIRST_OK, State.HELD, State.APPROVED):
        return []
    forms = []
    for act in _desk(found):
        if act == Act.APPROVE and not policy.may_approve(request.user, found, at=at):
            continue
        if bound is not None and bound.act == act:
            forms.append(bound)
            continue
        more = {"reason": request.GET.get("reason", "")} if issubclass(FORMS[act], WhyForm) else {}
        if more and request.GET.get("act") != act:
            more = {}
        forms.append(FORMS[act](case=found, **more))
    return forms
