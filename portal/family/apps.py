"""Registers the part with Django."""

from django.apps import AppConfig


class FamilyConfig(AppConfig):
    name = "portal.family"
