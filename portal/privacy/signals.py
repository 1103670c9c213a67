"""What the vault announces to those above it."""

from django.dispatch import Signal

# Sent inside the transaction with `opening`: somebody looked without being allowed beforehand. Two people must hear.
glass_broken = Signal()

# Sent inside the transaction with `wish`: it was answered, and whoever asked is told.
wish_answered = Signal()
