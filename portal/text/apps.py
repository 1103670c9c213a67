"""Registers the part with Django."""

from django.apps import AppConfig


class TextConfig(AppConfig):
    name = "portal.text"
