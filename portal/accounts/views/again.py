"""Showing again who one is before something that matters (SEC-9); what was typed is kept meanwhile.

allauth lets who has no password pass at once. Here a guardian types a code that was just sent or shows a passkey,
and who works here shows the second factor.
"""

import base64
import json
from urllib.parse import parse_qsl, urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.core import ratelimit
from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from portal.accounts import policy
from portal.accounts.content import codes
from portal.accounts.kinds import Kind
from portal.accounts.routes import Audience, route
from portal.accounts.views.conduct import onward
from portal.privacy import vault

CODE, KEPT = "again_code", "again_kept"
LONGEST = 50_000  # characters of a form that is kept


class ProofWanted(Exception):  # noqa: N818 (a question, not a fault)
    """Raised by `prove`; the door answers it with the page that asks."""


class CodeForm(forms.Form):
    code = forms.CharField(
        label=gettext_lazy("The code"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


def prove(request) -> None:
    """For a view whose route says `fresh=Fresh.WHEN`. Children are not asked."""
    if not request.user.is_child and not is_fresh(request, at=policy.now()):
        raise ProofWanted


def is_fresh(request, *, at) -> bool:
    person = request.user
    if not person.is_authenticated:
        return False
    own = {"kind": person.kind, "held": held(request), "password": person.has_usable_password()}
    return policy.is_fresh(records(request), at=at, **own)


def by_code(request) -> bool:
    """Whether a code that is sent is a proof for this person: guardians, and a colleague on the first day."""
    person = request.user
    return person.kind == Kind.GUARDIAN or not (
        person.has_usable_password() or policy.FACTORS & set(held(request).values())
    )


def records(request) -> list[dict]:
    return get_authentication_records(request, request.user)


def held(request) -> dict:
    """The person's factors, id → type; asked once a request."""
    if not hasattr(request, "_held_factors"):
        request._held_factors = dict(Authenticator.objects.filter(user=request.user).values_list("pk", "type"))
    return request._held_factors


def ask(request) -> HttpResponseRedirect:
    """The way to the proof, and from there back; a form that was sent waits meanwhile, sealed."""
    here = request.get_full_path()
    if request.method == "POST":
        fields = [pair for pair in parse_qsl(request.POST.urlencode(), True) if pair[0] != "csrfmiddlewaretoken"]
        _keep(request, {"to": here, "fields": fields, "at": policy.now().timestamp()})
        here = reverse("again_on")
    return redirect(f"{reverse('again')}?{urlencode({'next': here})}")


@route(Audience.ADULT, purpose="show again that it is you", half=True)
@sensitive_post_parameters()
@never_cache
def again(request):
    """Who holds a factor goes to its page; a guardian may be sent a code instead."""
    at, back = policy.now(), onward(request, policy.home_of(request.user, at=policy.now()))
    if is_fresh(request, at=at):
        return redirect(back)
    ways = _ways(request, back)
    if not by_code(request):
        return redirect(ways[0]["url"])
    form, kept = CodeForm(), request.session.get(CODE)
    where = get_adapter().reached_by(request.user)
    if request.method == "POST" and "code" in request.POST:
        form = CodeForm(request.POST)
        if not ratelimit.consume(request, action="again_try", user=request.user):
            form.add_error(None, _("That was often. Please wait ten minutes, then try again."))
        elif form.is_valid() and _right(request, form, at=at):
            return redirect(back)
        kept = request.session.get(CODE)
    elif request.method == "POST" and where:
        if ratelimit.consume(request, action="again_code", user=request.user):
            _send(request, at=at)
        else:
            messages.error(request, _("Some codes were sent already. Please wait ten minutes, then ask again."))
        return redirect(f"{reverse('again')}?{urlencode({'next': back})}")
    context = {
        "form": form,
        "sent": codes.is_live(kept, at=at),
        "where": where,
        "ways": ways,
        "next": back,
        "kept": bool(_kept(request)),
    }
    return render(request, "accounts/again.html", context, status=400 if form.errors else 200)


@route(Audience.ADULT, purpose="go on with what was begun before the proof")
@never_cache
def on(request):
    """The form as it was sent, to be sent once more: the door, the limits and the page look at it anew."""
    at = policy.now()
    if not is_fresh(request, at=at):
        return ask(request)
    kept, back = _kept(request), policy.home_of(request.user, at=at)
    request.session.pop(KEPT, None)
    if not kept:
        messages.info(request, _("What you filled in is not kept any more. If it is not done yet, please do it again."))
        return redirect(back)
    return render(request, "accounts/again_on.html", {"to": kept["to"], "fields": kept["fields"], "back": back})


def _ways(request, back) -> list[dict]:
    """Factors the person holds, first what needs no script; the password while there is none."""
    types, query = set(held(request).values()), urlencode({"next": back})
    ways = []
    if Authenticator.Type.TOTP in types:
        ways.append({"url": f"{reverse('mfa_reauthenticate')}?{query}", "words": _("Code of my app"), "icon": "lock"})
    if Authenticator.Type.WEBAUTHN in types:
        words = _("My passkey")
        ways.append({"url": f"{reverse('mfa_reauthenticate_webauthn')}?{query}", "words": words, "icon": "key"})
    if not ways and not by_code(request):
        ways.append({"url": f"{reverse('account_reauthenticate')}?{query}", "words": _("My password"), "icon": "key"})
    return ways


def _send(request, *, at) -> None:
    code = codes.make()
    request.session[CODE] = codes.remembered(code, at=at) | {"who": str(request.user.pk)}
    get_adapter().send_code_again(request.user, code)


def _right(request, form, *, at) -> bool:
    """A try is counted before it is looked at; a code is gone once it was right."""
    kept = request.session.get(CODE)
    if not codes.is_live(kept, at=at) or kept["who"] != str(request.user.pk):
        request.session.pop(CODE, None)
        form.add_error("code", _("This code is no longer good. Have another one sent."))
        return False
    request.session[CODE] = kept | {"tries": kept["tries"] + 1}
    if not codes.matches(kept, form.cleaned_data["code"]):
        form.add_error("code", _("That was not the code. Please look once more."))
        return False
    request.session.pop(CODE, None)
    record_authentication(request, request.user, method="code", reauthenticated=True)
    return True


def _keep(request, what: dict) -> None:
    """Sealed: a session is a row of the database, and a form may hold a name. Nothing older waits beside it."""
    request.session.pop(KEPT, None)
    plain = json.dumps(what)
    if len(plain) > LONGEST:
        return
    sealed, key_id = vault.seal(plain.encode(), bound_to=f"again:{request.user.pk}")
    request.session[KEPT] = {"sealed": base64.b64encode(sealed).decode(), "key": key_id}


def _kept(request) -> dict | None:
    """The form that waits, while the proof would still be young."""
    found = request.session.get(KEPT)
    if not found:
        return None
    try:
        plain = vault.unseal(
            base64.b64decode(found["sealed"]), key_id=found["key"], bound_to=f"again:{request.user.pk}"
        )
    except KeyError:  # a key that was taken out of use since then
        return None
    what = json.loads(plain)
    return what if policy.now().timestamp() - what["at"] < policy.FRESH_FOR.total_seconds() else None
