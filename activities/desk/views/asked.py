"""A child answers the questions of its group, before it begins and at the end; each may be left out."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from activities.desk import actions, queries
from activities.desk.kinds import Moment
from activities.models import Activity
from portal.accounts.routes import Audience, route
from portal.asking import queries as asking
from portal.asking.forms import AnswersForm
from portal.ui.refusals import Refusal


@route(Audience.CHILD, purpose="answer the questions of one's group, before and at the end")
@never_cache
def answer(request, pk):
    """Nobody else sees what one child answered; the child sees its own of both times."""
    activity = get_object_or_404(Activity.objects.held_by(request.user).select_related("office"), pk=pk)
    found = queries.asked_now(request.user, activity)
    if found is None:
        return render(request, "desk/asked.html", {"activity": activity})
    own = queries.own_measures(request.user, found)
    questionnaire = found.before if found.moment == Moment.BEFORE else found.after
    posted = request.POST if request.method == "POST" else None
    form = AnswersForm(posted, questions=asking.questions_of(questionnaire), answers=own[found.moment])
    if request.method == "POST" and form.is_valid():
        facts = {"evaluation": found, "moment": request.POST.get("moment", ""), "said": form.said}
        try:
            heard = actions.answer_measures(by=request.user, at=timezone.now(), **facts)
            messages.success(request, _("Kept. You can change it as long as the questions are open."))
            return redirect("activities:thanks") if heard else redirect("activities:group", pk)
        except Refusal as no:
            form.add_error(None, no.message)
    context = {"activity": activity, "moment": found.moment, "form": form}
    context["earlier"] = own[Moment.BEFORE] if found.moment == Moment.AFTER else []
    return render(request, "desk/asked.html", context, status=400 if form.errors else 200)
