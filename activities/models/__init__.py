"""What there is to take part in, who leads it, and who has a place."""

from activities.models.after import Felt, Told
from activities.models.contracts import Agreement, Contract, Proposal
from activities.models.draws import Draw
from activities.models.facts import Activity, Lead, Session
from activities.models.feeds import Feed
from activities.models.pages import ActivityIndexPage, ActivityPage, OwnRules, VoiceCard
from activities.models.places import Place

__all__ = [
    "Activity",
    "ActivityIndexPage",
    "ActivityPage",
    "Agreement",
    "Contract",
    "Draw",
    "Feed",
    "Felt",
    "Lead",
    "OwnRules",
    "Place",
    "Proposal",
    "Session",
    "Told",
    "VoiceCard",
]
