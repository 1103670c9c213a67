"""What judging tells the parts above; sent inside the deciding transaction, so a failing receiver stops it."""

from django.dispatch import Signal

case_decided = Signal()  # case, decision
case_withdrawn = Signal()  # case, at
care_needed = Signal()  # case, at: words that may be a sign of harm were sent (P0 or P1)
