"""Registers the part with Django, and hands lower parts what they ask for."""

from django.apps import AppConfig


class ModerationConfig(AppConfig):
    name = "moderation"

    def ready(self):
        from moderation import receivers
        from moderation.jobs import grow
        from moderation.policy import tells_too_much
        from portal.accounts.registry import name_checks
        from portal.accounts.signals import left
        from portal.rows import growth

        name_checks.append(tells_too_much)
        left.connect(receivers.left, dispatch_uid="moderation")
        growth.register("cases", grow)
