"""Registers the part with Django."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    name = "portal.pages"
