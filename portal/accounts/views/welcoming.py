"""The page on which a supervisor makes an account for somebody who begins to work here."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts import actions, policy
from portal.accounts.actions import powers
from portal.accounts.forms.staff import WelcomeForm
from portal.accounts.routes import Fresh
from portal.accounts.views.staff import managers
from portal.ui.refusals import Refusal


@managers("make an account for somebody who begins to work here", fresh=Fresh.ACT)
def welcome(request):
    at = policy.now()
    if not powers.may_welcome(request.user, at=at):
        raise Http404
    form = WelcomeForm(request.POST if request.method == "POST" else None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.welcome(by=request.user, at=at, **form.cleaned_data)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("The account is made, and a letter is on its way. Now give a role."))
            return redirect("people:one", made.pk)
    return render(request, "accounts/staff_welcome.html", {"form": form}, status=400 if form.errors else 200)
