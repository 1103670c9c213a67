"""The ways through the site, the same on every page: the header's and the four tabs of the children's space."""

from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Way:
    path: str  # below the language
    label: str
    icon: str

    def address(self) -> str:
        return f"/{get_language() or 'zh-hans'}/{self.path}"

    def leads_to(self, path: str) -> bool:
        return path == self.address() if not self.path else path.startswith(self.address())


HOME = Way("", _("Home"), "house")
VOICES = Way("voices/", _("Voices"), "bubble")
ACTIVITIES = Way("activities/", _("Activities"), "calendar")
ECHOES = Way("echoes/", _("Echo wall"), "echo")
MINE = Way("me/", _("Mine"), "person")
HELP = Way("help/", _("Find help"), "heart")

WRITE = Way("voices/write/", _("Write it down"), "pencil")
SIGN_IN = Way("signin/", _("Come in"), "door")
# Where each kind of person finds their own things; a child's place is below the language.
PLACES = {"child": "", "guardian": "/family/", "staff": "/desk/", "partner": "/accounts/sessions/"}

HEADER = (HOME, VOICES, ACTIVITIES, ECHOES, HELP)
TABS = (VOICES, ACTIVITIES, MINE, HELP)
