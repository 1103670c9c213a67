"""Staff's addresses, outside the languages."""

from django.urls import include, path

from portal.accounts.views import again, conduct, desk, sessions, staff, welcoming

people = [
    path("", staff.listing, name="list"),
    path("welcome/", welcoming.welcome, name="welcome"),
    path("partners/", welcoming.partners_list, name="partners"),
    path("partners/welcome/", welcoming.welcome_partner, name="welcome_partner"),
    path("<uuid:pk>/", staff.one, name="one"),
    path("<uuid:pk>/role/", staff.give, name="give"),
    path("<uuid:pk>/check/", staff.check, name="check"),
    path("<uuid:pk>/pause/", staff.pause, name="pause"),
    path("<uuid:pk>/unpause/", staff.unpause, name="unpause"),
    path("<uuid:pk>/sessions/", staff.close, name="close"),
    path("<uuid:pk>/sessions/<int:session>/", staff.close, name="close_one"),
    path("<uuid:pk>/leave/", staff.Leave.as_view(), name="leave"),
    path("roles/<uuid:grant>/end/", staff.take, name="take"),
    path("proposals/<uuid:proposal>/confirm/", staff.confirm, name="confirm"),
    path("proposals/<uuid:proposal>/drop/", staff.drop, name="drop"),
]
urlpatterns = [
    path("accounts/reauthenticate/code/", again.again, name="again"),
    path("accounts/reauthenticate/on/", again.on, name="again_on"),
    path("accounts/sessions/<int:pk>/end/", sessions.end, name="session_end"),
    path("desk/", desk.desk, name="desk"),
    path("desk/conduct/", conduct.conduct, name="conduct"),
    path("desk/people/", include((people, "people"))),
]
