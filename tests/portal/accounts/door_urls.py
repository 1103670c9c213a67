"""One page for each audience, one that said nothing, and the real addresses the door leads to."""

from django.http import HttpResponse
from django.urls import path
from django.views import View

from portal.accounts.roles import Role
from portal.accounts.routes import Audience, route
from portal.urls import urlpatterns as real


def page(audience, **more):
    def view(request):
        return HttpResponse("inside")

    return route(audience, purpose="a test", **more)(view)


@route(Audience.CHILD, purpose="a test of classes")
class ForChildren(View):
    def get(self, request):
        return HttpResponse("inside")


def silent(request):
    return HttpResponse("inside")


urlpatterns = [
    *(path(f"for/{audience}/", page(audience)) for audience in Audience),
    path("for/moderators/", page(Audience.STAFF, roles={Role.MODERATOR})),
    path("for/children-class/", ForChildren.as_view()),
    path("for/nobody/", silent),
    *real,
]
