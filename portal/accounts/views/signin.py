"""A child comes in again on a phone that knows the card."""

from django.shortcuts import render

from portal.accounts.routes import Audience, route


@route(Audience.PUBLIC, purpose="sign in as a child")
def signin(request):
    return render(request, "accounts/signin.html")
