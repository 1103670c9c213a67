"""Registers the part with Django."""

from django.apps import AppConfig


class ConsentConfig(AppConfig):
    name = "portal.consent"
