"""Registers the part with Django, and hands its things to judge and its news to the parts below."""

from django.apps import AppConfig


class VoicesConfig(AppConfig):
    name = "voices"

    def ready(self):
        from moderation.registry import register
        from portal.rows import growth
        from voices import receivers  # noqa: F401 (listening is its work)
        from voices.adapters import Judged
        from voices.jobs import grow

        register("voice", Judged())
        growth.register("voices", grow)
