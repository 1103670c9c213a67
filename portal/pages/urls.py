"""Addresses of the front door: `plain` outside the languages, `public` below them."""

from django.conf import settings
from django.urls import path

from portal.pages.views import doors, reading, rules
from portal.pages.views.gallery import gallery

plain = [
    path("leave/", doors.leave, name="leave"),
    path("comfort/", doors.see, name="comfort"),
    path("csp/", doors.refused, name="csp"),
    path("media/private/images/<str:name>", reading.picture, name="site_picture"),
    path("language/<slug:code>/", doors.speak, name="language"),
]
public = [
    path("", reading.home, name="home"),
    path("help/", reading.find_help, name="help"),
    path("rules/", rules.for_guardians, name="rules"),
    path("rules/children/", rules.for_children, name="rules_for_children"),
    path("search/", reading.search, name="search"),
]
if settings.EMBEDDED:
    plain.append(path("dev/gallery/", gallery, name="gallery"))
