"""Children's addresses, below a language."""

from django.urls import path

from portal.accounts.views import signin

urlpatterns = [path("signin/", signin.signin, name="signin")]
