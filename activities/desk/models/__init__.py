"""The day's list, who may collect a child, who works when, and what is written about it."""

from activities.desk.models.days import Mark, PickUp
from activities.desk.models.rota import Cancellation, Duty

__all__ = ["Cancellation", "Duty", "Mark", "PickUp"]
