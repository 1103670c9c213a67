"""Addresses of the inbox; adults and children, in the language of the reader."""

from django.urls import path

from portal.notices import views

urlpatterns = [path("inbox/", views.inbox, name="inbox")]
