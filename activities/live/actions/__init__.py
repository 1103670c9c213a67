"""The only writers of a live room."""

from activities.live.actions.assent import say_whether
from activities.live.actions.commands import Asked, carry_out, carry_out_all
from activities.live.actions.door import tend
from activities.live.actions.erasing import erase_entries, erase_rest
from activities.live.actions.groups import end_groups, end_overdue
from activities.live.actions.keeping import erase_old
from activities.live.actions.lobby import at_the_door
from activities.live.actions.presence import (
    Coming,
    Entrance,
    be_here,
    clear,
    enter_all,
    leave,
    look,
    refresh,
    sit_again,
    stand_up,
    weigh,
)
from activities.live.actions.refusals import REASONS, NotHere, NotNow
from activities.live.actions.rooms import close_at_once, close_overdue, let_go, open_room, review
from activities.live.actions.summaries import publish_summary, say_of_summary, write_summary
from activities.live.actions.tickets import Shown, Ticket, issue_ticket, issue_wall_ticket, use_tickets
from activities.live.actions.turn import Outcome
from activities.live.actions.walls import at_the_wall
from activities.live.actions.where import belongs, is_due, may_come, moved

__all__ = [
    "REASONS",
    "Asked",
    "Coming",
    "Entrance",
    "NotHere",
    "NotNow",
    "Outcome",
    "Shown",
    "Ticket",
    "at_the_door",
    "at_the_wall",
    "be_here",
    "belongs",
    "carry_out",
    "carry_out_all",
    "clear",
    "close_at_once",
    "close_overdue",
    "end_groups",
    "end_overdue",
    "enter_all",
    "erase_entries",
    "erase_old",
    "erase_rest",
    "is_due",
    "issue_ticket",
    "issue_wall_ticket",
    "leave",
    "let_go",
    "look",
    "may_come",
    "moved",
    "open_room",
    "publish_summary",
    "refresh",
    "review",
    "say_of_summary",
    "say_whether",
    "sit_again",
    "stand_up",
    "tend",
    "use_tickets",
    "weigh",
    "write_summary",
]  # fmt: skip
