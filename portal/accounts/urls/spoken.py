"""Children's addresses, below a language."""

from django.urls import path

from portal.accounts.views import cards, changing, mine, signin

urlpatterns = [
    path("card/<str:token>/", cards.card, name="card"),
    path("signin/", signin.signin, name="signin"),
    path("signin/new/", cards.choose, name="signin_choose"),
    path("signin/<uuid:device>/", signin.answer, name="signin_answer"),
    path("me/ways/", mine.ways, name="my_ways"),
    path("me/ways/phones/<uuid:pk>/", mine.forget, name="my_phone_forget"),
    path("me/ways/change/", changing.change, name="my_change"),
    path("me/ways/change/<slug:kind>/", changing.change_to, name="my_change_to"),
    path("me/ways/words/", changing.offer, name="my_words_offer"),
    path("me/ways/card/", mine.stop_card, name="my_card_stop"),
    path("signout/", signin.signout, name="signout"),
    path("switch/", signin.switch, name="switch"),
]
