"""Registers the part with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"

    def ready(self):
        from activities.registry import lend_pictures
        from portal.pages.queries import pictures_of
        from portal.privacy import registry as privacy

        lend_pictures(pictures_of)
        privacy.register(
            "pages", leave={"pages.ActivityPicture": "who chose a picture; nobody can be recognised on it"}
        )
