"""News for the parts above, sent inside the transaction: a receiver that fails stops the act.

Both carry `child` (UUID), `purpose`, `scope` and `at`. `consent_withdrawn` means that somebody's yes is gone, whether
refused, taken back, run out or no longer that person's to give; `consent_given` that somebody said yes. Neither says
who, and neither is the permission itself: ask `queries.may`.
"""

from django.dispatch import Signal

consent_given = Signal()
consent_withdrawn = Signal()
