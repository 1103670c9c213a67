"""Which address leads to which part."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from activities import urls as activities
from activities.councils import urls as councils
from activities.desk import urls as desk
from activities.live import urls as live
from portal.accounts.routes import Audience, route
from portal.consent import urls as consent
from portal.family import urls as family
from portal.family.views import receipts
from portal.notices.mailbox.page import mail
from portal.pages import urls as pages
from portal.ui import views
from voices.advocacy import urls as advocacy
from voices.urls import at_desk as voices_at_desk
from voices.urls import pictures as voice_pictures

urlpatterns = [
    path("healthz", route(Audience.PUBLIC, purpose="tell a proxy that the process answers")(views.alive)),
    path("readyz", route(Audience.PUBLIC, purpose="tell a proxy that database and cache answer")(views.ready)),
    path(".well-known/tongyan-receipt-keys.json", receipts.keys, name="receipt_keys"),
    path("dev/mail/", route(Audience.PUBLIC, purpose="read demo letters; embedded only")(mail), name="dev_mail"),
    # Wagtail's own login takes a password alone; ours asks the second factor too.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("accounts/", include("allauth.urls")),
    path("desk/briefs/", include((advocacy.at_desk, "briefs_desk"))),
    path("desk/activities/", include((activities.at_desk, "activities_desk"))),
    path("", include((activities.secret, "activities_secret"))),
    path("desk/", include((desk.at_desk, "desk_day"))),
    path("desk/drawings/", include((voices_at_desk, "voices_desk"))),
    path("family/collect/", include((desk.at_home, "collecting"))),
    path("desk/councils/", include((councils.at_desk, "councils_desk"))),
    path("desk/rooms/", include((live.at_desk, "live_desk"))),
    path("", include("portal.accounts.urls.plain")),
    path("family/", include((family.for_guardians, "family"))),
    path("desk/families/", include((family.at_desk, "families"))),
    path("desk/papers/", include((family.papers_at_desk, "papers"))),
    path("desk/openings/", include((family.opening, "openings"))),
    path("desk/words/", include((consent.words_at_desk, "words"))),
    path("desk/weighing/", include((consent.weighing_at_desk, "weighing"))),
    path("desk/recipients/", include((consent.recipients_at_desk, "recipients"))),
    path("desk/wishes/", include((family.wishing, "wishes"))),
    path("", include(pages.plain)),
    path("media/private/voices/", include(voice_pictures)),
    path("media/private/words/", include(consent.read_aloud)),
]
urlpatterns += i18n_patterns(
    path("", include((advocacy.public, "advocacy"))),
    path("activities/", include((activities.public, "activities"))),
    path("councils/", include((councils.public, "councils"))),
    path("activities/", include((desk.in_group, "group_asking"))),
    path("rooms/", include((live.public, "live"))),
    path("here/", include((desk.at_the_door, "hello"))),
    path("", include("portal.accounts.urls.spoken")),
    path("", include("portal.notices.urls")),
    path("", include(family.for_children)),
    path("", include(pages.public)),
    path("voices/", include("voices.urls")),
    path("", include(wagtail_urls)),
)
