"""Staff's addresses, outside the languages."""

from django.urls import path

from portal.accounts.views import conduct

urlpatterns = [path("desk/conduct/", conduct.conduct, name="conduct")]
