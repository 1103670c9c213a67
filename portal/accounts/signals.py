"""What accounts announce upward. Sent inside the transaction: a receiver that fails stops it."""

from django.dispatch import Signal

# kwargs: person: UUID, at: datetime. Somebody signed out, was deactivated, lost a role or a qualification:
# whoever keeps a door open for them (a live room) must look again and close it.
access_ended = Signal()
