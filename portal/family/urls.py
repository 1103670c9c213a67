"""Addresses of a family's windows: guardians' and workers' without a language, the child's below it."""

from django.urls import path

from portal.family.views import children, guardian, papers

for_guardians = [
    path("", guardian.home, name="home"),
    path("children/", guardian.before_adding, name="before_adding"),
    path("children/add/", guardian.add, name="add"),
    path("children/<uuid:pk>/", guardian.child, name="child"),
    path("children/<uuid:pk>/card/", guardian.card, name="card"),
    path("children/<uuid:pk>/activities/<uuid:activity>/", guardian.choose, name="choose"),
    path("children/<uuid:pk>/<slug:purpose>/", guardian.say, name="say"),
    path("asks/<uuid:pk>/", guardian.ask, name="ask"),
]
at_desk = [
    path("", papers.listing, name="list"),
    path("<uuid:pk>/", papers.one, name="one"),
    path("<uuid:pk>/look/", papers.look, name="look"),
    path("<uuid:pk>/check/", papers.check, name="check"),
    path("<uuid:pk>/confirm/", papers.confirm, name="confirm"),
]
for_children = [
    path("me/", children.mine, name="me"),
    path("me/seen/", children.seen, name="me_seen"),
    path("me/asks/<uuid:pk>/", children.ask, name="me_ask"),
    path("me/says/<slug:purpose>/", children.say, name="me_say"),
]
