"""What can be done on the way from a child's words to an office's answer."""

from voices.advocacy.actions.answers import deliver, record_answer
from voices.advocacy.actions.briefs import (
    draft_brief,
    quote,
    recommend,
    release_brief,
    rewrite_brief,
    seen_to,
    unquote,
    withdraw_brief,
)
from voices.advocacy.actions.campaigns import ask_to_use, open_campaign
from voices.advocacy.actions.refusals import NotPermitted, NotReady, NotYours
from voices.advocacy.actions.withdrawals import mark

__all__ = [
    "NotPermitted",
    "NotReady",
    "NotYours",
    "ask_to_use",
    "deliver",
    "draft_brief",
    "mark",
    "open_campaign",
    "quote",
    "recommend",
    "record_answer",
    "release_brief",
    "rewrite_brief",
    "seen_to",
    "unquote",
    "withdraw_brief",
]
