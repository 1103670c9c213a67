"""The guardian's windows: children, what each may do, and taking it back."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from activities import queries as activities
from portal.accounts.actions import NameCannotBeUsed
from portal.accounts.routes import Audience, Fresh, route
from portal.accounts.views import limits
from portal.accounts.views.cards import show_card
from portal.consent import actions
from portal.consent import queries as consent
from portal.consent.kinds import Audience as Reader
from portal.consent.purposes import Purpose
from portal.family import forms, queries
from portal.family.actions import think_about
from portal.family.views.answering import answering
from portal.ui.refusals import Refusal


@route(Audience.GUARDIAN, purpose="see one's children")
@never_cache
def home(request):
    context = {"homes": queries.homes(request.user, at=timezone.now()), "resting": consent.is_resting(request.user)}
    return render(request, "family/home.html", context)


@route(Audience.GUARDIAN, purpose="read what an account is before adding a child")
@never_cache
def before_adding(request):
    notice = consent.notice(Purpose.ACCOUNT, Reader.GUARDIAN, get_language(), at=timezone.now())
    return render(request, "family/before_adding.html", {"notice": notice})


@route(Audience.GUARDIAN, purpose="add a child")
@never_cache
def add(request):
    at = timezone.now()
    notice = consent.notice(Purpose.ACCOUNT, Reader.GUARDIAN, get_language(), at=at)
    form = forms.AddChild(
        request.POST or None,
        may_try=lambda: limits.may_try_name(request),
        offers=queries.offered_names(get_language()),
        today=consent.day(at),
        initial={"language": request.user.language},
    )
    if request.method == "POST" and form.is_valid():
        try:
            child = actions.add_child(by=request.user, notice=notice, at=at, **form.cleaned_data)
        except Refusal as no:
            if isinstance(no, NameCannotBeUsed):  # taken by another family in this very moment
                form.refuse_name()
            else:
                form.add_error(None, no.message)
        else:
            messages.success(request, _("Your child is here now. Next, show your papers at the centre."))
            return redirect("family:child", child.pk)
    return render(request, "family/add.html", {"form": form}, status=400 if form.errors else 200)


@route(Audience.GUARDIAN, purpose="see what a child may do")
@never_cache
def child(request, pk):
    if consent.is_resting(request.user, pk):
        return redirect("family:home")  # where it says so, kindly and without a reason
    link = get_object_or_404(consent.links_of(request.user), child=pk)
    at = timezone.now()
    sight = queries.sight_of(link, at=at)
    seen = queries.window(link.child, sight, language=get_language(), at=at)
    context = {"link": link, "child": link.child, "window": seen, "lets_in": sight.ways}
    return render(request, "family/child.html", context)


@route(Audience.GUARDIAN, purpose="print a door-plate card for a child")
@require_POST
def card(request, pk):
    """A new card, shown this once; with `lost`, every phone and session of the child ends first."""
    link = get_object_or_404(consent.links_of(request.user), child=pk)
    if not link.child.is_active or not queries.may_let_in(link, at=timezone.now()):
        messages.warning(request, _("A card works once your papers have been seen at the centre."))
        return redirect("family:child", pk)
    ways = {"stop": reverse("family:card_stop", args=[pk]), "back": reverse("family:child", args=[pk])}
    return show_card(request, child=link.child, reset="lost" in request.POST, **ways)


@route(Audience.GUARDIAN, purpose="answer for a child, for good", fresh=Fresh.WHEN)
@never_cache
def say(request, pk, purpose):
    if consent.is_resting(request.user, pk):
        return redirect("family:home")
    person = get_object_or_404(consent.children_of(request.user), pk=pk)
    return _answer(request, person, purpose, "")


@route(Audience.GUARDIAN, purpose="answer for a child, about one thing", fresh=Fresh.WHEN)
@never_cache
def ask(request, pk):
    found = get_object_or_404(consent.asks_visible_to(request.user), pk=pk)
    return _answer(request, found.child, found.purpose, found.scope)


@route(Audience.GUARDIAN, purpose="think about an activity with a child", fresh=Fresh.WHEN)
@never_cache
def choose(request, pk, activity):
    """Puts two questions, the activity and its live room; each is answered by itself, the first one here (CON-5)."""
    at = timezone.now()
    link = get_object_or_404(consent.speaking_links(request.user).select_related("child"), child=pk)
    if not link.reaches(Purpose.ACTIVITY):
        raise Http404
    chosen = get_object_or_404(activities.coming_up(at), pk=activity)
    scope = activities.scope(chosen)
    if request.method != "POST" or "answer" in request.POST:
        return _answer(request, link.child, Purpose.ACTIVITY, scope)
    think_about(by=request.user, child=link.child, activity=chosen, at=at)
    return redirect("family:choose", pk, activity)


def _answer(request, person, purpose, scope):
    what = {"child": person, "purpose": purpose, "scope": scope}
    back = reverse("family:child", args=[person.pk])
    return answering(request, template="family/question.html", back=back, **what)
