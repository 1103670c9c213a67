"""Registers the part with Django."""

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "activities.live"
