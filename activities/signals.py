"""News for what stands on an activity, sent inside the transaction: a receiver that fails stops the act."""

from django.dispatch import Signal

# session, by (who did it, or None), at, before (when it was to begin; None where it does not take place any more), and
# told: the ids of grown-ups who hear of it anyway. Its activity is locked.
session_changed = Signal()
