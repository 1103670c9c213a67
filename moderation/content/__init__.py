"""Words for children, and words of children as a judge sees them."""

from moderation.content.marks import Segment, segments
from moderation.content.messages import BANDS, LANGUAGES, message, messages

__all__ = ["BANDS", "LANGUAGES", "Segment", "message", "messages", "segments"]
