"""From asking a family to an office's answer: campaigns, briefs, quotes with their chain, deliveries, answers."""

from voices.advocacy.models.answers import Answer, Delivery
from voices.advocacy.models.briefs import Brief, Quote, Recommendation
from voices.advocacy.models.campaigns import Asked, Campaign

__all__ = ["Answer", "Asked", "Brief", "Campaign", "Delivery", "Quote", "Recommendation"]
