"""What children say: voices, their drafts and unchangeable revisions, pictures, releases and the search index."""

from voices.models.release import Release, SearchDoc, Withdrawal
from voices.models.revision import Revision
from voices.models.voice import Draft, Picture, Voice

__all__ = ["Draft", "Picture", "Release", "Revision", "SearchDoc", "Voice", "Withdrawal"]
