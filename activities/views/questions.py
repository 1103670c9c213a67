"""At the desk: the questions that children answer when they join."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from activities import actions, queries
from activities.models import Activity
from activities.views.desk import DESK
from portal.accounts.routes import Audience, route
from portal.asking.forms import QuestionForm
from portal.ui.refusals import Refusal


@route(Audience.STAFF, roles=DESK, purpose="write questions that children answer when they join")
def listing(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.ask(by=request.user, activity=activity, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("activities_desk:questions", pk=pk)
    words = {"activity": activity, "questions": queries.questions_of(activity), "form": form}
    return render(request, "activities/questions.html", words)


@route(Audience.STAFF, roles=DESK, purpose="drop a question with its answers")
@require_POST
def drop(request, pk, question):
    activity = get_object_or_404(Activity.objects.run_by(request.user).exclude(questions=None), pk=pk)
    found = get_object_or_404(activity.questions.questions.all(), pk=question)
    actions.drop(by=request.user, activity=activity, question=found, at=timezone.now())
    return redirect("activities_desk:questions", pk=pk)
