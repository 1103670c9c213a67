"""Receipts of one's own answers: a list, a page, the signed file, a print at the desk; the keys to check them with."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.consent import actions
from portal.consent import queries as consent
from portal.consent.content.canonical import canonical
from portal.consent.content.signing import public_keys, sign
from portal.consent.kinds import Reason
from portal.consent.purposes.facts import Data, Seen
from portal.consent.states import Speaker
from portal.ui.turning import number_in, turn

SHOWN = 30  # a page
RECEIPT, SIGNATURE = "receipt.json", "receipt.json.sig"


@route(Audience.GUARDIAN, purpose="list receipts of one's own answers about a child")
@never_cache
@require_safe
def of_child(request, pk):
    link = get_object_or_404(consent.links_of(request.user), child=pk)
    return _list(request, "family/receipts.html", link.child)


@route(Audience.GUARDIAN, purpose="read the receipt of one's own answer")
@never_cache
@require_safe
def one(request, pk):
    return _page(request, "family/receipt.html", pk)


@route(Audience.GUARDIAN, purpose="take the signed receipt of one's own answer")
@never_cache
@require_safe
def file(request, pk, part):
    return _file(request, pk, part)


@route(Audience.CHILD, purpose="list receipts of what one said")
@never_cache
@require_safe
def mine(request):
    return _list(request, "family/receipts_mine.html", request.user)


@route(Audience.CHILD, purpose="read the receipt of what one said")
@never_cache
@require_safe
def one_of_mine(request, pk):
    return _page(request, "family/receipt_mine.html", pk)


@route(Audience.CHILD, purpose="take the signed receipt of what one said")
@never_cache
@require_safe
def file_of_mine(request, pk, part):
    return _file(request, pk, part)


@route(Audience.PUBLIC, purpose="hand out the keys that receipts are checked with")
@require_safe
def keys(request):
    return JsonResponse(public_keys())


def _list(request, template, child):
    every = consent.receipts_of(request.user, child=child)
    found = turn(number_in(request), SHOWN, lambda start, n: list(every[start : start + n]))
    return render(request, template, {"child": child, "turn": found})


@route(Audience.STAFF, purpose="print the receipt of what was answered on paper", roles={Role.WORKER})
@never_cache
@require_POST
def print_one(request, pk):
    """By a press, never by an address alone: each opening is a line on record."""
    at = timezone.now()
    event = get_object_or_404(consent.receipts_at_desk(request.user, at=at), pk=pk)
    event = actions.print_receipt(by=request.user, event=event, at=at)
    template = "family/receipt_mine.html" if event.role == Speaker.CHILD else "family/receipt.html"
    # In the language of whoever takes it home.
    with override(event.actor.language):
        return render(request, template, _shown(event, event.actor) | {"at_desk": True})


def _page(request, template, pk):
    event = get_object_or_404(consent.receipts_of(request.user), pk=pk)
    return render(request, template, _shown(event, request.user))


def _shown(event, person):
    receipt = consent.receipt(event)
    law = receipt["processing"]
    return {
        "event": event,
        "receipt": receipt,
        "uses": [Data(each["kind"]).label for each in law["pii_information"]],
        "seen_by": [Seen(each).label for each in law["recipients"]["kinds"]],
        "recipients": law["recipients"]["named"],
        "reason": Reason(receipt["events"][-1]["reason"]).label if receipt["events"][-1]["reason"] else "",
        "controller": receipt["pii_controllers"][0],
        "history": consent.receipts_of(person, child=event.child_id)
        .filter(purpose=event.purpose, scope=event.scope, number__lte=event.number)
        .order_by("number"),
    }


def _file(request, pk, part):
    event = get_object_or_404(consent.receipts_of(request.user), pk=pk)
    data = consent.receipt_bytes(event)
    if part == SIGNATURE:
        data = canonical(sign(data))
    elif part != RECEIPT:
        raise Http404
    answer = HttpResponse(data, content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{event.pk}-{part}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
