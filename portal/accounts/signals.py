"""What accounts announce upward. Sent inside the transaction: a receiver that fails stops it."""

from django.dispatch import Signal

# kwargs: person: UUID, at: datetime. Somebody signed out, was deactivated, lost a role or a qualification:
# whoever keeps a door open for them (a live room) must look again and close it.
access_ended = Signal()

# kwargs: person: UUID, by: UUID, at: datetime. Somebody who worked here left for good: whoever holds open work in
# their name (a claimed case, an activity they lead) frees it, so that no child waits for somebody who is gone.
left = Signal()

# kwargs: person: UUID, kind: QualificationKind, ends_at: datetime, at: datetime. A check runs out soon (SAF-8).
qualification_ends = Signal()

# kwargs: by: UUID, person: UUID, at: datetime. A superuser acted on somebody's account without a role.
glass_broken = Signal()

# kwargs: person: User, at: datetime. A colleague's account was made: they hear how to come in.
welcomed = Signal()
# kwargs: person: UUID, what: WayIn, at: datetime. How a child comes in has changed (SEC-10).
way_in_changed = Signal()
