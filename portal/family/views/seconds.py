"""One more adult for a child: a guardian invites them, the child says whether they belong together (CON-8, CON-18)."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from portal.accounts.routes import Audience, Fresh, route
from portal.consent import actions
from portal.consent import queries as consent
from portal.family import forms
from portal.sms import sending
from portal.ui.refusals import Refusal


@route(Audience.GUARDIAN, purpose="invite one more adult to a child, and see what became of it", fresh=Fresh.ACT)
@never_cache
def adults(request, pk):
    at = timezone.now()
    found = get_object_or_404(consent.links_of(request.user), child=pk)
    link = consent.link_to_invite_by(request.user, found.child, at=at)
    if link is None:
        raise Http404
    form = forms.InviteAdult(request.POST or None, by_phone=sending.is_on())
    if request.method == "POST" and form.is_valid():
        try:
            actions.invite_adult(by=request.user, child=link.child, contact=form.cleaned_data["contact"], at=at)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Sent. It works once, within three days, for that person alone."))
            return redirect("family:adults", pk)
    sent = consent.invitations_by(request.user, link.child)
    context = {"child": link.child, "form": form, "sent": sent, "at": at}
    return render(request, "family/adults.html", context, status=400 if form.errors else 200)


@route(Audience.GUARDIAN, purpose="take an invitation back")
@require_POST
def back(request, pk):
    found = consent.invitation_of(request.user, pk)
    if found is None:
        raise Http404
    try:
        actions.take_back_invitation(by=request.user, invitation=found, at=timezone.now())
    except Refusal as no:
        messages.warning(request, no.message)
    else:
        messages.success(request, _("Taken back. The message opens nothing any more."))
    return redirect("family:adults", found.child_id)


@route(Audience.CHILD, purpose="say whether an adult belongs to oneself")
@never_cache
def adult(request, pk):
    at = timezone.now()
    link = get_object_or_404(consent.links_to_answer(request.user, at=at), pk=pk)
    if request.method == "POST" and request.POST.get("answer") in (forms.YES, forms.NO):
        mine = request.POST["answer"] == forms.YES
        try:
            actions.say_of_adult(by=request.user, link=link, mine=mine, at=at)
        except Refusal as no:
            messages.warning(request, no.message)
        else:
            messages.success(request, _("Thank you. Only people at the centre see what you said."))
        return redirect("me_seen")
    return render(request, "family/adult_mine.html", {"link": link})
