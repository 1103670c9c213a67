"""The rules for children's personal information, for guardians and for children, with who answers for them."""

from django.conf import settings
from django.shortcuts import render

from portal.accounts.routes import Audience, route

# Raised whenever the words change; a test holds the words to the version.
VERSION = "1"
IN_FORCE = "2026-11-25"


@route(Audience.PUBLIC, purpose="read the rules for children's personal information")
def for_guardians(request):
    return _page(request, "pages/rules.html")


@route(Audience.PUBLIC, purpose="read the same rules in a child's words")
def for_children(request):
    return _page(request, "pages/rules_for_children.html")


def _page(request, template):
    found = {"version": VERSION, "in_force": IN_FORCE, "responsible": settings.RESPONSIBLE}
    return render(request, template, found)
