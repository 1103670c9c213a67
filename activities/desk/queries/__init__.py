"""What may be asked about the day of a session, its adults and its papers."""

from activities.desk.queries.days import (
    Day,
    Row,
    belongs,
    collectors,
    collectors_by,
    day,
    lines,
    name_of_collector,
    near,
    sessions_of,
    standing,
)
from activities.desk.queries.rota import (
    adults_needed,
    can_serve,
    children_held,
    duties,
    leave_of,
    may_be_asked,
    on_duty,
    uncovered,
    was_warned,
)

__all__ = [
    "Day",
    "Row",
    "adults_needed",
    "belongs",
    "can_serve",
    "children_held",
    "collectors",
    "collectors_by",
    "day",
    "duties",
    "leave_of",
    "lines",
    "may_be_asked",
    "name_of_collector",
    "near",
    "on_duty",
    "sessions_of",
    "standing",
    "uncovered",
    "was_warned",
]
