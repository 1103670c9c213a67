"""Registers the technique with Django."""

from django.apps import AppConfig


class RowsConfig(AppConfig):
    name = "portal.rows"
