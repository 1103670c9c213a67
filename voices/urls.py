"""Addresses of voices: below the language, `at_desk` for who leads a session, and pictures among the private media."""

from django.urls import path

from voices.views import laying, media, mine, wall, writing

app_name = "voices"
urlpatterns = [
    path("", wall.wall, name="wall"),
    path("write/", writing.begin, name="begin"),
    path("write/said/", writing.from_words, name="from_words"),
    path("write/<uuid:pk>/", writing.write, name="write"),
    path("write/<uuid:pk>/look/", writing.preview, name="preview"),
    path("mine/<uuid:pk>/", mine.mine, name="mine"),
    path("mine/<uuid:pk>/sent/", mine.sent, name="sent"),
    path("mine/<uuid:pk>/back/", mine.take_back, name="take_back"),
    path("mine/<uuid:pk>/nod/", mine.nod, name="nod"),
    path("made/<uuid:pk>/", mine.made, name="made"),
    path("<uuid:pk>/", wall.one, name="one"),
]
pictures = [
    path("<uuid:pk>/800.webp", media.picture, {"size": 800}, name="voice_picture_small"),
    path("<uuid:pk>/2048.webp", media.picture, {"size": 2048}, name="voice_picture"),
]
at_desk = [path("<uuid:pk>/", laying.drawings, name="drawings")]
