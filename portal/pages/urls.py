"""Addresses of the small doors, outside the languages."""

from django.conf import settings
from django.urls import path

from portal.pages.views import doors
from portal.pages.views.gallery import gallery

urlpatterns = [
    path("leave/", doors.leave, name="leave"),
    path("comfort/", doors.see, name="comfort"),
    path("language/<slug:code>/", doors.speak, name="language"),
]
if settings.EMBEDDED:
    urlpatterns.append(path("dev/gallery/", gallery, name="gallery"))
