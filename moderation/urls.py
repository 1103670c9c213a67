"""Addresses of the judging desk, below /admin/moderation/."""

from django.urls import path

from moderation.views import acts, case, queue

app_name = "moderation"
urlpatterns = [
    path("", queue.queue, name="queue"),
    path("<uuid:pk>/", case.case, name="case"),
    path("<uuid:pk>/claim/", acts.claim, name="claim"),
    path("<uuid:pk>/unclaim/", acts.unclaim, name="unclaim"),
    path("<uuid:pk>/note/", acts.note, name="note"),
    path("<uuid:pk>/reveal/", acts.reveal, name="reveal"),
    path("<uuid:pk>/<slug:act>/", acts.decide, name="decide"),
]
