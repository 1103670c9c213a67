"""Registers the part with Django, and hands its things to judge and its news to the parts below."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "voices"

    def ready(self):
        from moderation.registry import register
        from voices import receivers  # noqa: F401 (listening is its work)
        from voices.adapters import Judged

        register("voice", Judged())
