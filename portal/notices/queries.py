"""Reading messages."""

from datetime import datetime

from portal.notices.kinds import EVERYTHING, GIVEN_UP
from portal.notices.models import Block, Message


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
    """E-mails that may leave now."""
    due = Message.objects.filter(mail_at__gt=at - GIVEN_UP, mail_at__lte=at, mailed_at__isnull=True)
    return due.select_related("person").order_by("mail_at")
