"""Gathering what one reader sees over several parts; nothing here is known to the parts below."""

from portal.family.queries.desk import (
    Row,
    Switch,
    entry_steps,
    history,
    link_steps,
    offices_of,
    paper_steps,
    rows,
    switches,
)
from portal.family.queries.windows import (
    Home,
    age,
    asked,
    homes,
    notice_for,
    offered_names,
    open_activities,
    places,
    shown_works,
    works,
)

__all__ = [
    "Home",
    "Row",
    "Switch",
    "age",
    "asked",
    "entry_steps",
    "history",
    "homes",
    "link_steps",
    "notice_for",
    "offered_names",
    "offices_of",
    "open_activities",
    "paper_steps",
    "places",
    "rows",
    "shown_works",
    "switches",
    "works",
]
