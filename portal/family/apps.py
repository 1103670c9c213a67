"""Registers the part with Django, and tells the vault who may look."""

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portal.accounts.states import WayIn


class FamilyConfig(AppConfig):
    name = "portal.family"

    def ready(self):
        from portal.family import receivers  # noqa: F401 (listening is its work)
        from portal.family.policy import Desk
        from portal.notices import registry as kinds
        from portal.privacy import registry as privacy

        privacy.settle(Desk())
        kinds.register(
            "privacy.glass_broken",
            subject=_("Somebody opened an identity without asking first"),
            body=_("Please read today why it could not wait, and talk with the person."),
            url=lambda message: reverse("openings:list"),
        )
        kinds.register(
            "privacy.answered",
            subject=_("An answer to what you asked"),
            body=_("You asked us something about what is kept. Here is the answer."),
            url=lambda message: reverse("family:rights", args=[message.params["child"]]),
        )
        kinds.register(
            "privacy.answered_child",
            subject=_("An answer to what you asked"),
            body=_("A grown-up has answered you."),
            url=lambda message: reverse("me_rights"),
        )
        self._register_ways_in(kinds)
        editors = "a page or picture of the public site and its editors"
        privacy.register(
            "pages",
            leave=dict.fromkeys(
                ("pages.HomePage", "pages.ArticlePage", "pages.CentrePage", "pages.SiteImage"), editors
            ),
        )

    def _register_ways_in(self, kinds):
        """No name in them: which child it is stands behind the sign-in."""
        look = _("If it was not your child: open the page of your child, and end what should not be there.")
        for what, subject in {
            WayIn.CARD_USED: _("A door-plate card was used on a phone"),
            WayIn.PHONE_ADDED: _("A phone was added by which a child comes in"),
            WayIn.SECRET_CHANGED: _("A child has new pictures or words to come in with"),
        }.items():
            kinds.register(
                f"family.{what}",
                subject=subject,
                body=look,
                url=lambda message: reverse("family:child", args=[message.params["child"]]),
            )
