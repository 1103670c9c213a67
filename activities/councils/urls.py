"""Addresses of councils: `public` below the language, `at_desk` for those who run them."""

from django.urls import path

from activities.councils.views import councils, desk, desk_writing, elections, writing

public = [
    path("", councils.listing, name="list"),
    path("<uuid:pk>/", councils.one, name="one"),
    path("<uuid:pk>/rules/", writing.rules, name="rules"),
    path("<uuid:pk>/topics/", writing.topics, name="topics"),
    path("<uuid:pk>/topics/dots/", writing.dots, name="dots"),
    path("<uuid:pk>/minutes/", writing.minutes, name="minutes"),
    path("<uuid:pk>/money/", writing.money, name="money"),
    path("offices/<uuid:pk>/", councils.letter, name="letter"),
    path("offices/<uuid:pk>/answer/", councils.answer, name="answer"),
    path("offices/<uuid:pk>/down/", councils.down, name="down"),
    path("offices/<uuid:pk>/hand/", councils.hand, name="hand"),
    path("passed-on/<uuid:pk>/take/", councils.take, name="take"),
    path("elections/<uuid:pk>/", elections.election, name="election"),
    path("elections/<uuid:pk>/stand/", elections.stand, name="stand"),
    path("elections/<uuid:pk>/propose/", elections.propose, name="propose"),
    path("elections/<uuid:pk>/withdraw/", elections.withdraw, name="withdraw"),
    path("elections/<uuid:pk>/vote/", elections.vote, name="vote"),
]
at_desk = [
    path("", desk.listing, name="list"),
    path("<uuid:pk>/", desk.one, name="one"),
    path("<uuid:pk>/passed-on/<uuid:handover>/", desk.passed_on, name="passed_on"),
    path("<uuid:pk>/begin/", desk.begin, name="begin"),
    path("<uuid:pk>/writing/", desk_writing.page, name="writing"),
    path("<uuid:pk>/writing/rules/", desk_writing.rules, name="rules"),
    path("<uuid:pk>/writing/topics/<uuid:topic>/", desk_writing.topic, name="topic"),
    path("<uuid:pk>/writing/dots/", desk_writing.dots, name="dots"),
    path("<uuid:pk>/writing/minutes/", desk_writing.minutes, name="minutes"),
    path("<uuid:pk>/writing/minutes/<uuid:draft>/", desk_writing.draft, name="draft"),
    path("<uuid:pk>/money/", desk_writing.money, name="money"),
    path("<uuid:pk>/money/<uuid:line>/", desk_writing.take_back, name="take_back"),
    path("elections/<uuid:pk>/", desk.election, name="election"),
    path("elections/<uuid:pk>/words/<uuid:candidate>/", desk.words, name="words"),
    path("elections/<uuid:pk>/paper/", desk.paper, name="paper"),
    path("elections/<uuid:pk>/counted/", desk.counted, name="counted"),
    path("elections/<uuid:pk>/off/", desk.off, name="off"),
    path("elections/<uuid:pk>/<slug:name>/", desk.step, name="step"),
]
