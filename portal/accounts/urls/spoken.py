"""Children's addresses, below a language."""

from django.urls import path

from portal.accounts.views import cards, signin

urlpatterns = [
    path("card/<str:token>/", cards.card, name="card"),
    path("signin/", signin.signin, name="signin"),
    path("signin/new/", cards.choose, name="signin_choose"),
    path("signin/<uuid:device>/", signin.answer, name="signin_answer"),
    path("signout/", signin.signout, name="signout"),
    path("switch/", signin.switch, name="switch"),
]
