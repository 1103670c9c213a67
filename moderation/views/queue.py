"""What waits for somebody."""

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from moderation import queries, registry
from moderation.views.desk import judges

PER_PAGE = 25


@judges("see which words wait for a person")
def queue(request):
    at = timezone.now()
    waiting = queries.queue(request.user, at=at).select_related("claimed_by")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("p"))
    kinds = registry.kinds()
    rows = [
        {
            "case": case,
            "kind": kinds[case.kind].label if case.kind in kinds else case.kind,
            "claimed": case.claimed_live(at),
            "late": case.due_at < at,
        }
        for case in page
    ]
    return render(request, "moderation/queue.html", {"page": page, "rows": rows, "at": at})
