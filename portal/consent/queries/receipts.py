"""The receipt of one answer, after ISO/IEC TS 27560: built from rows that never change, so it is the same years later.

It tells everything its reader said to this one question up to that answer, and nothing that anybody else said. No name
and no contact of the family is in it. docs/receipts.md says what each field is; docs/receipts/schema.json its shape.
"""

import uuid
from datetime import UTC, datetime

from django.conf import settings
from django.db.models import Q

from portal.audit import queries as audit
from portal.consent.content.canonical import canonical
from portal.consent.kinds import BY_HAND, Reason
from portal.consent.models import Assessment, Event, GuardianLink, Notice
from portal.consent.purposes.facts import DPV_DATA, Facts, facts
from portal.consent.queries.families import families
from portal.consent.states import LinkState, Speaker, State

VERSION = "tongyan-receipt-1"
NAMESPACE = uuid.UUID("6d0b3c62-6b0c-4f6e-9a39-1f1c5a2f7f10")  # of the numbers of records
CONTROLLER = "controller.named"
RIGHTS = ("withdraw", "see", "copy", "correct", "erase", "ask_who_looked", "complain")
# Why an answer ended, where that is the reader's own affair. That a link rested to keep a child safe, or that somebody
# else's no was lifted, is told to nobody by paper (SAF-4, CON-9).
SAID = frozenset({Reason.BIRTHDAY, Reason.NOTICE, Reason.GROWN})
DPV_STATES = {
    State.GIVEN: "dpv:ConsentGiven",
    State.RENEWED: "dpv:RenewedConsentGiven",
    State.PENDING: "dpv:ConsentRequested",
    State.REFUSED: "dpv:ConsentRefused",
    State.WITHDRAWN: "dpv:ConsentWithdrawn",
    State.EXPIRED: "dpv:ConsentExpired",
    State.RENEWAL_NEEDED: "dpv:ConsentInvalidated",
    State.REVOKED: "dpv:ConsentRevoked",
}


def receipts_of(person, *, child=None):
    """Answers of which this person may have the receipt, newest first: their own, and of a guardian only while the link
    neither rests nor has ended. Nobody else's, whoever they are (CON-9)."""
    found = Event.objects.filter(actor=person)
    if person.is_guardian:
        links = GuardianLink.objects.visible_to(person).exclude(state=LinkState.SUSPENDED)
        found = found.filter(role=Speaker.GUARDIAN, child__in=links.values("child"))
    elif person.is_child:
        found = found.filter(role=Speaker.CHILD, child=person)
    else:
        found = found.none()
    if child is not None:
        found = found.filter(child=child)
    return found.select_related("notice", "child").order_by("-at", "-number")


def receipts_at_desk(worker, *, at: datetime):
    """Answers of the families of a worker's offices that came on paper or by word of mouth, to be printed for whose
    they are; of a guardian only while their own page would show them. None of the worker's own family."""
    theirs = GuardianLink.objects.filter(guardian=worker).values("child")
    resting = Q(link__state__in=[LinkState.SUSPENDED, LinkState.ENDED])
    found = Event.objects.filter(child__in=families(worker, at=at).values("pk"), method__in=BY_HAND).exclude(resting)
    return found.exclude(child__in=theirs).select_related("notice", "child", "actor").order_by("-at", "-number")


def receipt(event: Event) -> dict:
    same = {"child": event.child_id, "purpose": event.purpose, "scope": event.scope, "actor": event.actor_id}
    history = list(Event.objects.filter(**same, number__lte=event.number).select_related("notice").order_by("number"))
    weighed = _weighed(event)
    return {
        "schema_version": VERSION,
        "receipt_id": str(event.pk),
        "record_id": str(uuid.uuid5(NAMESPACE, "/".join(str(part) for part in same.values()))),
        "audience": str(event.role),
        "language": event.language,
        "jurisdiction": settings.JURISDICTION,
        "pii_principal_id": str(event.child_id),
        "consent_giver_id": str(event.actor_id),
        "pii_controllers": [_controller(event.at)],
        "privacy_notice": _notice(event.notice),
        "processing": _processing(event, facts(event.purpose, weighed.rule_version if weighed else 1)),
        "impact_assessment": _assessment(weighed),
        "events": [_one(each) for each in history],
    }


def receipt_bytes(event: Event) -> bytes:
    """What is signed and handed out."""
    return canonical(receipt(event))


def controller_now() -> dict:
    return {"party_name": settings.RESPONSIBLE["name"], "party_contact": settings.RESPONSIBLE["contact"]}


def _controller(at: datetime) -> dict:
    """Who answered for it then, as the record says; before the first line, the first."""
    named = audit.lines(act=CONTROLLER)
    line = named.filter(at__lte=at).last() or named.first()
    return {"party_role": "controller"} | (line.detail if line else controller_now())


def _weighed(event: Event) -> Assessment | None:
    """The decision in force at that second; before the first, the first."""
    found = Assessment.objects.filter(purpose=event.purpose).order_by("number")
    return found.filter(at__lte=event.at).last() or found.first()


def _processing(event: Event, law: Facts) -> dict:
    asked = event.asked or {}
    return {
        "purpose": event.purpose,
        "purpose_dpv": law.purpose,
        "title": event.notice.title if event.notice else None,
        "scope": event.scope or None,
        "about": asked.get("about") or None,
        "lawful_basis": "dpv:Consent",
        "sensitive": law.sensitive,
        "pii_information": [{"kind": str(each), "dpv": DPV_DATA[each]} for each in law.data],
        "recipients": {"kinds": [str(each) for each in law.seen_by], "named": asked.get("recipients") or []},
        "storage_location": settings.JURISDICTION,
        "withdrawal_method": "same_page",
        "privacy_rights": list(RIGHTS),
    }


def _notice(notice: Notice | None) -> dict | None:
    if notice is None:
        return None
    return {
        "notice_id": str(notice.pk),
        "audience": notice.audience,
        "language": notice.language,
        "version": notice.version,
        "published_at": _time(notice.published_at),
        "sha256": notice.sha256,
        "text": notice.text,
    }


def _assessment(weighed: Assessment | None) -> dict | None:
    if weighed is None:
        return None
    return {
        "number": weighed.number,
        "rule_version": weighed.rule_version,
        "verdict": weighed.verdict,
        "decided_on": weighed.decided_on.isoformat(),
        "paper": weighed.paper,
    }


def _one(event: Event) -> dict:
    """No worker is named: a number leads to the paper. Own words are in one's own receipt alone."""
    by_hand = event.method in BY_HAND or event.entered_by_id is not None
    return {
        "event_id": str(event.pk),
        "number": event.number,
        "event_time": _time(event.at),
        "valid_until": _time(event.expires_at),
        "event_type": "dpv:ExplicitlyExpressedConsent",
        "event_state": event.state,
        "event_state_dpv": DPV_STATES[State(event.state)],
        "collection_method": event.method,
        "reason": event.reason if event.reason in SAID else None,
        "notice_sha256": event.notice.sha256 if event.notice else None,
        "entered_by_worker": by_hand,
        "confirmed_by_second_worker": event.confirmed_by_id is not None,
        "evidence": event.evidence or None,
        "read_with_helper": bool(event.helper),
        "own_words": event.words or None,
    }


def _time(at: datetime | None) -> str | None:
    return at and at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
