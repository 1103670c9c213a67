"""Registers the clock with Django."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    name = "portal.clock"
