"""Addresses of the small doors, outside the languages."""

from django.urls import path

from portal.pages import views

urlpatterns = [
    path("leave/", views.leave, name="leave"),
    path("comfort/", views.see, name="comfort"),
    path("language/<slug:code>/", views.speak, name="language"),
]
