"""The desk answers families: what they wish about what is kept, by its day, with a reason when it cannot be done."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from portal.accounts import queries as people
from portal.accounts.routes import Audience, Fresh, route
from portal.family import forms
from portal.family.policy import DECIDERS
from portal.privacy import actions
from portal.privacy import queries as privacy
from portal.privacy.kinds import WishKind
from portal.ui.refusals import Refusal

SHOWN = 100


@route(Audience.STAFF, purpose="see which wishes of families wait for an answer", roles=DECIDERS)
@never_cache
def listing(request):
    at = timezone.now()
    wishes = list(privacy.wishes_to_answer(request.user, at=at)[:SHOWN])
    names = people.names_here({wish.person for wish in wishes})
    for wish in wishes:
        wish.child_name = names.get(wish.person, "")
    return render(request, "privacy/wishes.html", {"wishes": wishes, "today": timezone.localdate(at)})


@route(Audience.STAFF, purpose="answer one wish of a family", roles=DECIDERS, fresh=Fresh.ACT)
@never_cache
def one(request, pk):
    at = timezone.now()
    wish = get_object_or_404(privacy.wishes_to_answer(request.user, at=at), pk=pk)
    form = forms.AnswerWish(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _answer(request.user, wish, form.cleaned_data, at)
        except Refusal as no:
            form.add_error(None, no.message)
        else:
            messages.success(request, _("Answered. The family reads it now."))
            return redirect("wishes:list")
    context = {
        "wish": wish,
        "words": privacy.wish_plain(wish),
        "form": form,
        "name": people.names_here([wish.person]).get(wish.person, ""),
        "corrects": wish.kind == WishKind.CORRECT,
    }
    return render(request, "privacy/wish_desk.html", context, status=400 if form.errors else 200)


def _answer(by, wish, said, at):
    yes = said["answer"] == forms.YES
    if yes and said["real_name"] and wish.kind == WishKind.CORRECT:
        written = {"real_name": said["real_name"], "birth_date": said["birth_date"]}
        return actions.correct_identity(by=by, wish=wish, words=said["words"], at=at, **written)
    return actions.answer_wish(by=by, wish=wish, yes=yes, words=said["words"], at=at)
