"""Addresses of the desk on which words for families are written and published."""

from django.urls import path

from portal.consent.views import drafts, recipients, recordings, weighing, words

words_at_desk = [
    path("", words.listing, name="list"),
    path("drafts/<uuid:pk>/", drafts.one, name="draft"),
    path("drafts/<uuid:pk>/as/<slug:language>/", drafts.seen_as, name="draft_as"),
    path("drafts/<uuid:pk>/hand-over/", drafts.hand_over, name="hand_over"),
    path("drafts/<uuid:pk>/return/", drafts.give_back, name="give_back"),
    path("drafts/<uuid:pk>/drop/", drafts.drop, name="drop"),
    path("drafts/<uuid:pk>/publish/", drafts.publish, name="publish"),
    path("drafts/<uuid:pk>/recordings/<slug:language>/", recordings.add, name="record"),
    path("drafts/<uuid:pk>/recordings/<slug:language>/drop/", recordings.take_away, name="drop_recording"),
    path("recordings/<uuid:pk>.mp3", recordings.hear_at_desk, name="recording"),
    path("<slug:purpose>/<slug:audience>/", words.one, name="one"),
    path("<slug:purpose>/<slug:audience>/write/", drafts.write, name="write"),
    path("<slug:purpose>/<slug:audience>/<int:number>/", words.version, name="version"),
]
recipients_at_desk = [
    path("", recipients.listing, name="list"),
    path("<uuid:pk>/", recipients.one, name="one"),
]
read_aloud = [path("<uuid:pk>.mp3", recordings.hear, name="words_read_aloud")]
weighing_at_desk = [
    path("", weighing.listing, name="list"),
    path("<slug:purpose>/", weighing.one, name="one"),
]
