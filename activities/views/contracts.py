"""At the desk: writing down what a group agreed."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from activities import actions, queries
from activities.forms import ContractForm
from activities.models import Activity
from activities.views.desk import DESK
from portal.accounts.routes import Audience, route
from portal.ui.refusals import Refusal


@route(Audience.STAFF, roles=DESK, purpose="write down the contract of a group, see who agreed")
def one(request, pk):
    activity = get_object_or_404(Activity.objects.run_by(request.user), pk=pk)
    known = queries.contract_at_desk(activity)
    last = known["contract"]
    form = ContractForm(request.POST or None, initial={"lines": last.lines if last else ""})
    if request.method == "POST" and form.is_valid():
        try:
            actions.write_contract(by=request.user, activity=activity, at=timezone.now(), **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(None, refusal.message)
        else:
            return redirect("activities_desk:contract", pk=pk)
    return render(request, "activities/contract.html", {"activity": activity, "form": form, **known})
