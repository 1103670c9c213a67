"""Addresses of live rooms: `public` below the language, `at_desk` for those who lead."""

from django.urls import path

from activities.live.views import assent, children, desk, doors, screen, summaries

public = [
    path("", children.listing, name="list"),
    path("away/", children.away, name="away"),
    path("<uuid:pk>/", children.room, name="room"),
    path("<uuid:pk>/assent/", assent.assent, name="assent"),
    path("<uuid:pk>/ticket/", doors.child_ticket, name="ticket"),
    path("<uuid:pk>/do/", doors.child_do, name="do"),
    path("<uuid:pk>/since/", doors.child_since, name="since"),
    path("<uuid:pk>/waits/", doors.waits, name="waits"),
    path("<uuid:pk>/summary/", summaries.read, name="summary"),
    path("<uuid:pk>/summary/say/", summaries.say, name="say_of_summary"),
]
at_desk = [
    path("", desk.listing, name="list"),
    path("open/<uuid:pk>/", desk.open_room, name="open"),
    path("<uuid:pk>/", desk.room, name="room"),
    path("<uuid:pk>/review/", desk.review, name="review"),
    path("<uuid:pk>/screen/", screen.wall, name="screen"),
    path("<uuid:pk>/screen/ticket/", screen.ticket, name="screen_ticket"),
    path("<uuid:pk>/screen/since/", screen.since, name="screen_since"),
    path("<uuid:pk>/summary/", summaries.desk, name="summary"),
    path("<uuid:pk>/ticket/", doors.adult_ticket, name="ticket"),
    path("<uuid:pk>/do/", doors.adult_do, name="do"),
    path("<uuid:pk>/since/", doors.adult_since, name="since"),
]
