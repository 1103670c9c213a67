"""What can be done with links, questions and answers."""

from portal.consent.actions.answers import NotAsked, NotYours, Overtaken, answer, count_pending, withdraw
from portal.consent.actions.asks import ask
from portal.consent.actions.authority import limit, widen
from portal.consent.actions.birthdays import keep_birthdays
from portal.consent.actions.controller import name_controller
from portal.consent.actions.drafting import (
    Stale,
    drop_draft,
    hand_over_draft,
    publish_draft,
    return_draft,
    write_draft,
)
from portal.consent.actions.endings import announce_expiries, announce_renewals
from portal.consent.actions.entering import confirm_entry, drop_entry, enter, enter_of_child
from portal.consent.actions.guardianship import NotForYou, dispute, resume, revoke, settle_dispute, suspend
from portal.consent.actions.homes import come_to, take_in
from portal.consent.actions.importing import NotAsTried, register_many, try_families
from portal.consent.actions.inviting import TooSoon
from portal.consent.actions.links import add_child, check_papers, confirm_guardianship, link_guardian
from portal.consent.actions.mediation import NotOpen, close_mediation
from portal.consent.actions.moving import leave_offer, offer_family, take_over
from portal.consent.actions.numbers import ask_number, confirm_number, drop_number
from portal.consent.actions.on_paper import add_adult_on_paper, add_sibling_on_paper, register_on_paper
from portal.consent.actions.printing import print_receipt
from portal.consent.actions.recipients import name_recipient
from portal.consent.actions.recording import NotHeard, drop_recording, record_words
from portal.consent.actions.reminding import remind
from portal.consent.actions.seconds import (
    accept_invitation,
    decline_invitation,
    invite_adult,
    say_of_adult,
    take_back_invitation,
)
from portal.consent.actions.starting import NotNow, ask_again, enter_alone, erase_old_starts, start, stop
from portal.consent.actions.weighing import load_assessments, weigh_up
from portal.consent.actions.welcoming import LinkIsOver, decline, welcome
from portal.consent.actions.words import NotWhole, load_notices

__all__ = [
    "LinkIsOver",
    "NotAsTried",
    "NotAsked",
    "NotForYou",
    "NotHeard",
    "NotNow",
    "NotOpen",
    "NotWhole",
    "NotYours",
    "Overtaken",
    "Stale",
    "TooSoon",
    "accept_invitation",
    "add_adult_on_paper",
    "add_child",
    "add_sibling_on_paper",
    "announce_expiries",
    "announce_renewals",
    "answer",
    "ask",
    "ask_again",
    "ask_number",
    "check_papers",
    "close_mediation",
    "come_to",
    "confirm_entry",
    "confirm_guardianship",
    "confirm_number",
    "count_pending",
    "decline",
    "decline_invitation",
    "dispute",
    "drop_draft",
    "drop_entry",
    "drop_number",
    "drop_recording",
    "enter",
    "enter_alone",
    "enter_of_child",
    "erase_old_starts",
    "hand_over_draft",
    "invite_adult",
    "keep_birthdays",
    "leave_offer",
    "limit",
    "link_guardian",
    "load_assessments",
    "load_notices",
    "name_controller",
    "name_recipient",
    "offer_family",
    "print_receipt",
    "publish_draft",
    "record_words",
    "register_many",
    "register_on_paper",
    "remind",
    "resume",
    "return_draft",
    "revoke",
    "say_of_adult",
    "settle_dispute",
    "start",
    "stop",
    "suspend",
    "take_back_invitation",
    "take_in",
    "take_over",
    "try_families",
    "weigh_up",
    "welcome",
    "widen",
    "withdraw",
    "write_draft",
]
