"""Addresses of briefs: `public` below the language, `at_desk` for curators."""

from django.urls import path

from voices.advocacy.views import desk
from voices.advocacy.views import public as reading

public = [
    path("briefs/<uuid:pk>/", reading.brief, name="brief"),
    path("echoes/", reading.wall, name="echoes"),
]
at_desk = [
    path("", desk.campaigns, name="campaigns"),
    path("campaigns/<uuid:pk>/", desk.campaign, name="campaign"),
    path("campaigns/<uuid:pk>/ask/<uuid:voice>/", desk.ask, name="ask"),
    path("<uuid:pk>/", desk.brief, name="brief"),
    path("<uuid:pk>/quotes/", desk.quote, name="quote"),
    path("<uuid:pk>/quotes/<uuid:quote>/remove/", desk.unquote, name="unquote"),
    path("<uuid:pk>/recommendations/", desk.recommend, name="recommend"),
    path("<uuid:pk>/answer/", desk.answer, name="answer"),
    path("<uuid:pk>/<slug:name>/", desk.step, name="step"),
]
