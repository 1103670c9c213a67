"""Addresses of a family's windows: guardians' and workers' without a language, the child's below it."""

from django.urls import path

from portal.family.views import (
    asked,
    children,
    differing,
    entering,
    families,
    guardian,
    linking,
    on_paper,
    openings,
    papers,
    receipts,
    rights,
    seconds,
    starting,
    wishes,
)

for_guardians = [
    path("", guardian.home, name="home"),
    path("children/", guardian.before_adding, name="before_adding"),
    path("children/add/", guardian.add, name="add"),
    path("children/<uuid:pk>/", guardian.child, name="child"),
    path("children/<uuid:pk>/card/", guardian.card, name="card"),
    path("children/<uuid:pk>/activities/<uuid:activity>/", guardian.choose, name="choose"),
    path("children/<uuid:pk>/rights/", rights.of_child, name="rights"),
    path("children/<uuid:pk>/rights/looked/", rights.looked_at_child, name="looked"),
    path("children/<uuid:pk>/rights/back/", rights.back_of_child, name="back"),
    path("children/<uuid:pk>/rights/<slug:kind>/", rights.ask_of_child, name="wish"),
    path("copies/<uuid:pk>/", rights.copy, name="copy"),
    path("children/<uuid:pk>/receipts/", receipts.of_child, name="receipts"),
    path("receipts/<uuid:pk>/", receipts.one, name="receipt"),
    path("receipts/<uuid:pk>/<str:part>", receipts.file, name="receipt_file"),
    path("children/<uuid:pk>/adults/", seconds.adults, name="adults"),
    path("invitations/<uuid:pk>/back/", seconds.back, name="invitation_back"),
    path("children/<uuid:pk>/<slug:purpose>/", guardian.say, name="say"),
    path("asks/<uuid:pk>/", guardian.ask, name="ask"),
    path("asked/<str:token>/", asked.read, name="asked"),
    path("asked/<str:token>/yes/", asked.welcome, name="welcome"),
]
at_desk = [
    path("", families.listing, name="list"),
    path("<uuid:pk>/", families.one, name="one"),
    path("register/", on_paper.register, name="register"),
    path("differences/", differing.listing, name="differences"),
    path("differences/<uuid:pk>/", differing.one, name="difference"),
    path("<uuid:pk>/take-in/", families.take_in, name="take_in"),
    path("<uuid:pk>/card/", on_paper.card, name="card"),
    path("links/<uuid:pk>/answers/", entering.choose, name="choose"),
    path("links/<uuid:pk>/answers/<slug:purpose>/", entering.write, name="write"),
    path("links/<uuid:pk>/answers/<slug:purpose>/<uuid:ask>/", entering.write, name="write"),
    path("links/<uuid:pk>/steps/<slug:name>/", linking.step, name="step"),
    path("entries/<uuid:pk>/", entering.entry, name="entry"),
    path("entries/<uuid:pk>/confirm/", entering.confirm, name="entry_confirm"),
    path("entries/<uuid:pk>/drop/", entering.drop, name="entry_drop"),
]
papers_at_desk = [
    path("<uuid:pk>/", papers.one, name="one"),
    path("<uuid:pk>/look/", papers.look, name="look"),
    path("<uuid:pk>/check/", papers.check, name="check"),
    path("<uuid:pk>/confirm/", papers.confirm, name="confirm"),
]
opening = [
    path("", openings.listing, name="list"),
    path("ask/", openings.ask, name="ask"),
    path("<uuid:pk>/decide/", openings.decide, name="decide"),
    path("<uuid:pk>/look/", openings.look, name="look"),
]
wishing = [
    path("", wishes.listing, name="list"),
    path("<uuid:pk>/", wishes.one, name="one"),
]
for_children = [
    path("start/", starting.how_old, name="start"),
    path("start/who/", starting.who, name="start_who"),
    path("start/room/", starting.room, name="start_room"),
    path("start/room/<uuid:pk>/", starting.one, name="start_one"),
    path("start/room/<uuid:pk>/again/", starting.again, name="start_again"),
    path("start/room/<uuid:pk>/stop/", starting.stop, name="start_stop"),
    path("start/room/<uuid:pk>/enter/", starting.enter, name="start_enter"),
    path("asked/<str:token>/", asked.link, name="asked"),
    path("me/", children.mine, name="me"),
    path("me/rights/", rights.mine, name="me_rights"),
    path("me/rights/looked/", rights.looked_at_me, name="me_looked"),
    path("me/rights/back/", rights.back_of_mine, name="me_back"),
    path("me/rights/<slug:kind>/", rights.ask_of_mine, name="me_wish"),
    path("me/receipts/", receipts.mine, name="me_receipts"),
    path("me/receipts/<uuid:pk>/", receipts.one_of_mine, name="me_receipt"),
    path("me/receipts/<uuid:pk>/<str:part>", receipts.file_of_mine, name="me_receipt_file"),
    path("me/seen/", children.seen, name="me_seen"),
    path("me/adults/<uuid:pk>/", seconds.adult, name="me_adult"),
    path("me/asks/<uuid:pk>/", children.ask, name="me_ask"),
    path("me/says/<slug:purpose>/", children.say, name="me_say"),
]
