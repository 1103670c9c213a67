"""Pages on which a supervisor makes an account: for who begins to work here, and for somebody of a partner office."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from portal.accounts import actions, policy, queries
from portal.accounts.actions import powers
from portal.accounts.forms.staff import PartnerForm, WelcomeForm
from portal.accounts.queries.partners import LOOK_AFTER, partners
from portal.accounts.routes import Fresh
from portal.accounts.views.staff import managers
from portal.ui.refusals import Refusal


@managers("make an account for somebody who begins to work here", fresh=Fresh.ACT)
def welcome(request):
    said = _("The account is made, and a letter is on its way. Now give a role.")
    return _welcome(request, WelcomeForm, actions.welcome, said, "accounts/staff_welcome.html")


@managers("make an account for somebody of a partner office", fresh=Fresh.ACT)
def welcome_partner(request):
    said = _("The account is made, and a letter is on its way.")
    return _welcome(request, PartnerForm, actions.welcome_partner, said, "accounts/partner_welcome.html")


@managers("see the people of partner offices", roles=LOOK_AFTER)
def partners_list(request):
    at = policy.now()
    people = queries.with_rights(partners(request.user, at=at)).order_by("pseudonym", "pk")
    context = {"people": people, "may_welcome": powers.may_welcome(request.user, at=at)}
    return render(request, "accounts/partners.html", context)


def _welcome(request, fields, act, said: str, template: str):
    at = policy.now()
    if not powers.may_welcome(request.user, at=at):
        raise Http404
    form = fields(request.POST if request.method == "POST" else None, initial={"language": get_language()})
    if request.method == "POST" and form.is_valid():
        try:
            made = act(by=request.user, at=at, **form.cleaned_data)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, said)
            return redirect("people:one", made.pk)
    return render(request, template, {"form": form}, status=400 if form.errors else 200)
