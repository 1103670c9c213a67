"""Registers the part, its clock job and its notices."""

from datetime import timedelta

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class ConsentConfig(AppConfig):
    name = "portal.consent"

    def ready(self):
        from portal.clock import registry
        from portal.consent import jobs, receivers
        from portal.notices import registry as kinds

        kinds.register(
            "consent.asked",
            subject=_("A question about your child"),
            body=_("We would like to ask you something. Both answers are fine."),
            url=lambda message: "/family/",
        )
        registry.register("consent.run_out", every=timedelta(seconds=15), run=jobs.run_out)
        post_migrate.connect(receivers.publish_shipped, sender=self, dispatch_uid="consent.notices")
