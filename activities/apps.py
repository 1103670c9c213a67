"""Registers the part with Django."""

from django.apps import AppConfig


class ActivitiesConfig(AppConfig):
    name = "activities"
