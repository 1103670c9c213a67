"""Addresses of the desk: `at_desk` for those who lead, `at_home` for guardians, `at_the_door` for children."""

from django.urls import path, re_path

from activities.desk.views import (
    arriving,
    cards,
    children,
    days,
    home,
    inviting,
    lists,
    plans,
    records,
    rota,
    sending,
    terms,
)

at_desk = [
    path("sessions/", days.listing, name="sessions"),
    path("sessions/<uuid:pk>/", days.session, name="session"),
    path("sessions/<uuid:pk>/note/", days.note, name="note"),
    path("sessions/<uuid:pk>/guest/", days.guest, name="guest"),
    path("sessions/<uuid:pk>/taps/", days.taps, name="taps"),
    path("sessions/<uuid:pk>/children/<uuid:child>/", children.child, name="child"),
    path("sessions/<uuid:pk>/children/<uuid:child>/right/<uuid:mark>/", children.right, name="right"),
    path("sessions/<uuid:pk>/children/<uuid:child>/list/", children.list_pick_up, name="list_pick_up"),
    path("sessions/<uuid:pk>/children/<uuid:child>/card/", cards.card, name="card"),
    path("sessions/<uuid:pk>/crisis/", cards.crisis, name="crisis"),
    path("sessions/<uuid:pk>/rota/", rota.assign, name="assign"),
    path("sessions/<uuid:pk>/rota/<uuid:duty>/", rota.change, name="duty"),
    path("work/", records.work, name="work"),
    path("sessions/<uuid:pk>/arriving/", arriving.arriving, name="arriving"),
    path("sessions/<uuid:pk>/arriving/<uuid:child>/", arriving.greet, name="greet"),
    path("sessions/<uuid:pk>/station/", arriving.station, name="station"),
    path("squares/<uuid:pk>/", arriving.squares, name="squares"),
    path("invite/<uuid:pk>/", inviting.choose, name="invite"),
    path("invite/<uuid:pk>/done/", inviting.carry_out, name="invite_done"),
    path("write/<uuid:pk>/", sending.write, name="write_to_all"),
    path("sendings/", sending.listing, name="sendings"),
    path("sendings/<uuid:pk>/release/", sending.release, name="release"),
    path("sendings/<uuid:pk>/drop/", sending.drop, name="drop"),
    path("lists/roster/<uuid:pk>/", lists.roster, name="take_roster"),
    path("lists/attendance/<uuid:pk>/", lists.attendance, name="take_attendance"),
    path("lists/day/<uuid:pk>/", lists.day, name="take_day"),
    path("lists/on/", lists.whats_on, name="take_on"),
    path("here/<slug:code>/", arriving.scanned, name="scanned"),
    path("sessions/<uuid:pk>/record/", records.record, name="record"),
    path("sessions/<uuid:pk>/record/comment/", records.comment, name="comment"),
    path("sessions/<uuid:pk>/incident/", records.incident, name="incident"),
    path("incidents/", records.incidents, name="incidents"),
    path("supervision/", records.supervision, name="supervision"),
    path("sessions/<uuid:pk>/paper/", terms.paper, name="paper"),
    path("terms/", terms.terms, name="terms"),
    path("weekly/<uuid:pk>/", terms.weekly, name="weekly"),
    path("plans/<uuid:pk>/", plans.plan, name="plan"),
    path("plans/<uuid:pk>/write/", plans.write, name="write_plan"),
    re_path(r"^plans/(?P<pk>[0-9a-f-]{36})/(?P<name>begin|hand|approve|back)/$", plans.step, name="plan_step"),
    path("sessions/<uuid:pk>/off/", rota.cancel, name="cancel"),
]
at_home = [
    path("<uuid:pk>/", home.collect, name="list"),
    path("<uuid:pk>/<uuid:row>/end/", home.end, name="end"),
]
at_the_door = [
    path("door/<str:sign>/", arriving.door, name="door"),
    path("square/<uuid:pk>/", arriving.mine, name="mine"),
]
