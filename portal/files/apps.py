"""Registers the part with Django."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "portal.files"
