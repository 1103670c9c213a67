"""The code of conduct, accepted before first use (SAF-9)."""

from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from portal.accounts import actions, policy
from portal.accounts.routes import Audience, Declaration


def conduct(request):
    if request.method == "POST":
        actions.accept_conduct(by=request.user, at=policy.now())
        return redirect(onward(request))
    return render(request, "accounts/conduct.html", {"next": request.GET.get("next", "")})


conduct.declaration = Declaration(Audience.STAFF, "read and accept the code of conduct", first_use=True)


def onward(request, otherwise: str = "/") -> str:
    """Where the person wanted to go, if that is a page of ours."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else otherwise
