"""Where one guardian says yes and another no, somebody at the office talks with both, apart (CON-9)."""

from portal.audit import log
from portal.consent import queries
from portal.consent.models import Event, Mediation
from portal.consent.purposes import Say
from portal.consent.states import LinkState, Speaker


def compare(event: Event) -> None:
    """Opens the matter when two who may speak differ, and closes it when they no longer do. Neither is told."""
    if event.role != Speaker.GUARDIAN:
        return
    about = {"child": event.child, "purpose": event.purpose, "scope": event.scope}
    speaking = [LinkState.CONFIRMED, LinkState.DISPUTED]
    said = queries.last_events().filter(role=Speaker.GUARDIAN, link__state__in=speaking, **about)
    differ = {each.says(event.at) for each in said} >= {Say.YES, Say.NO}
    known = Mediation.objects.filter(closed_at__isnull=True, **about)
    if differ and not known.exists():
        made = Mediation.objects.create(opened_at=event.at, **about)
        log.write("mediation.opened", by=None, subject=f"mediation:{made.pk}", at=event.at, purpose=event.purpose)
    elif not differ:
        for each in known:
            each.closed_at = event.at
            each.save(update_fields=["closed_at"])
            log.write("mediation.closed", by=None, subject=f"mediation:{each.pk}", at=event.at)
