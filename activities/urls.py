"""Addresses of activities: `public` below the language, `at_desk` for those who lead, `secret` for calendars."""

from django.urls import path

from activities.views import calendar, children, contracts, desk, group, questions, sessions

public = [
    path("", children.listing, name="list"),
    path("<uuid:pk>/", children.one, name="one"),
    path("<uuid:pk>/join/", children.join, name="join"),
    path("<uuid:pk>/take/", children.take, name="take"),
    path("<uuid:pk>/answers/", children.answers, name="answers"),
    path("month/", calendar.month, name="month"),
    path("calendar/", calendar.feed, name="feed"),
    path("<uuid:pk>/activity.ics", calendar.of_activity, name="ics"),
    path("<uuid:pk>/group/", group.group, name="group"),
    path("<uuid:pk>/group/propose/", group.propose, name="propose"),
    path("<uuid:pk>/group/agree/<uuid:contract>/", group.agree, name="agree"),
    path("sessions/<uuid:pk>/", group.feel, name="feel"),
    path("thanks/", children.thanks, name="thanks"),
    path("<uuid:pk>/draw/", children.draw, name="draw"),
    path("<uuid:pk>/leave/", children.leave, name="leave"),
]
at_desk = [
    path("", desk.listing, name="list"),
    path("<uuid:pk>/", desk.roster, name="roster"),
    path("<uuid:pk>/choose/", desk.choose, name="choose"),
    path("<uuid:pk>/contract/", contracts.one, name="contract"),
    path("<uuid:pk>/questions/", questions.listing, name="questions"),
    path("<uuid:pk>/questions/<uuid:question>/drop/", questions.drop, name="drop_question"),
    path("<uuid:pk>/lead/", desk.lead, name="lead"),
    path("sessions/<uuid:pk>/", sessions.one, name="session"),
    path("<uuid:pk>/sessions/", desk.add_session, name="add_session"),
    path("<uuid:pk>/step/<slug:name>/", desk.step, name="step"),
]
secret = [path("feeds/<str:token>.ics", calendar.feed_file, name="feed_file")]
