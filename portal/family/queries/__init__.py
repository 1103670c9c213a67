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
from portal.family.queries.homes import Home, homes, may_let_in
from portal.family.queries.window import (
    AtHome,
    Sight,
    Window,
    age,
    asked,
    notice_for,
    offered_names,
    seen_at_home,
    sight_of,
    window,
    works,
)

__all__ = [
    "AtHome",
    "Home",
    "Row",
    "Sight",
    "Switch",
    "Window",
    "age",
    "asked",
    "entry_steps",
    "history",
    "homes",
    "link_steps",
    "may_let_in",
    "notice_for",
    "offered_names",
    "offices_of",
    "paper_steps",
    "rows",
    "seen_at_home",
    "sight_of",
    "switches",
    "window",
    "works",
]
