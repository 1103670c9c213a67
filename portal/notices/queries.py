"""Reading messages."""

from datetime import datetime

from django.db.models import Max

from portal.accounts import queries as people
from portal.accounts.policy import NUMBER_LASTS
from portal.notices.kinds import EVERYTHING, GIVEN_UP, Way
from portal.notices.models import Block, Message
from portal.sms import sending


def inbox(person):
    """Somebody's messages, newest first."""
    return Message.objects.visible_to(person).order_by("-at", "-pk")


def unread(person) -> int:
    return inbox(person).filter(read_at__isnull=True).count()


def unread_of(person, *, kind: str, about: str):
    """Messages of one kind about one matter that wait to be read."""
    return inbox(person).filter(kind=kind, about=about, read_at__isnull=True)


def blocked(person, about: str) -> bool:
    """Whether a message about this is kept from this person; in doubt, yes (SAF-4)."""
    blocks = set(Block.objects.filter(person=person).values_list("about", flat=True))
    if not blocks:
        return False
    return EVERYTHING in blocks or about in blocks or not about.startswith("child:")


def to_mail(at: datetime):
    """E-mails and short messages that may leave now."""
    young = {"at__gt": at - GIVEN_UP, "mail_at__gt": at - GIVEN_UP}  # the second for the index alone
    due = Message.objects.filter(**young, mail_at__lte=at, mailed_at__isnull=True)
    return due.select_related("person").order_by("mail_at")


def way_to(person, *, at: datetime) -> Way | None:
    """By e-mail where there is one, else to the number by which a guardian comes in; a child hears nothing outside."""
    if person.is_child:
        return None
    if person.email:
        return Way.MAIL
    return Way.PHONE if number_of(person, at=at) else None


def number_of(person, *, at: datetime) -> str:
    """A number that its guardian has shown to be theirs and that has not been silent too long; "" for none."""
    found = people.number_of(person, lasts=NUMBER_LASTS, at=at) if person.is_guardian and sending.is_on() else None
    return found[0] if found and found[1] else ""


def last_taken(message: Message) -> datetime | None:
    """When another one was last sent, or taken to be sent, that is still unread: its reader will find both."""
    others = inbox(message.person).exclude(pk=message.pk).filter(read_at=None)
    return others.aggregate(last=Max("mailed_at"))["last"]
