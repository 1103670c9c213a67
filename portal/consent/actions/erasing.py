"""A child's own words in its answers, when a wish to erase is granted: what was allowed stays proved without them."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from portal.consent.models import Entry, Event


@transaction.atomic
def erase_words(*, by, person: UUID, at: datetime) -> None:
    """The database lets these two columns go and nothing else of an answer."""
    said = Event.objects.filter(child=person).exclude(Q(words="") & Q(helper=""))
    said.update(words="", helper="")
    Entry.objects.filter(child=person).exclude(words="").update(words="")  # what a worker wrote down for the child
