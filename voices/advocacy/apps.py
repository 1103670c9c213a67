"""Registers the part with Django."""

from django.apps import AppConfig


class AdvocacyConfig(AppConfig):
    name = "voices.advocacy"
