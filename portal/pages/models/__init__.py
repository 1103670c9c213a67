"""Pages that gather the other parts, and the picture model of editors."""

from portal.pages.models.centres import CentrePage
from portal.pages.models.lent import ActivityPicture
from portal.pages.models.pages import ArticlePage, HomePage
from portal.pages.models.pictures import SiteImage, SiteRendition

__all__ = ["ActivityPicture", "ArticlePage", "CentrePage", "HomePage", "SiteImage", "SiteRendition"]
