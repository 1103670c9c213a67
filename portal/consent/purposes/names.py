"""The words: how well a guardian is known, what may be asked, what somebody said, what is missing."""

from enum import StrEnum

from django.db.models import IntegerChoices, TextChoices
from django.utils.translation import gettext_lazy as _

ADULT = 18  # from this birthday on a person answers alone
REMIND_DAYS = (30, 7)  # before a yes ends, its giver hears of it and may say it again (CON-12)


class Level(IntegerChoices):
    """How well we know that a guardian is who they say, and is the guardian."""

    G0 = 0, _("nothing checked yet")
    G1 = 1, _("contact confirmed")
    G2 = 2, _("papers seen at the centre")
    G3 = 3, _("guardianship confirmed by a second worker")


class Purpose(TextChoices):
    """The first seven are in use; the others are off until somebody has weighed them up (CON-22) and written texts."""

    ACCOUNT = "account", _("a name and a picture here")
    ACTIVITY = "activity", _("an activity")
    LIVE = "live", _("a live room")
    PUBLISH = "publish", _("showing my words")
    PICTURE_BY_CHILD = "picture_by_child", _("showing pictures I made")
    PICTURE_OF_CHILD = "picture_of_child", _("pictures with me in them")
    ADVOCACY = "advocacy", _("my words in a letter to adults who decide")
    CLUB = "club", _("a club")
    LIVE_AUDIO = "live_audio", _("speaking in a live room")
    LIVE_VIDEO = "live_video", _("being seen in a live room")
    RECORDING = "recording", _("keeping a recording of a live room")
    VOICE_OF_CHILD = "voice_of_child", _("recordings with my voice in them")
    PUBLISH_FIRST_NAME = "publish_first_name", _("my real first name beside my words")
    FOLLOW_UP = "follow_up", _("being asked again later")
    RESEARCH = "research", _("my answers in a study")
    ABROAD = "abroad", _("my words in another country")


# What somebody speaks about whose authority ends at activities.
ABOUT_ACTIVITIES = (Purpose.ACTIVITY, Purpose.LIVE, Purpose.CLUB)


class Say(StrEnum):
    """What one person's last word comes to at a given second."""

    YES = "yes"
    NO = "no"
    NOTHING = "nothing"  # never asked, ran out, or not yet to be counted


class Missing(StrEnum):
    A_NO = "a_no"  # whose is never said
    GUARDIAN = "guardian"
    LEVEL = "level"
    CHILD = "child"
    OFF = "off"  # nobody has weighed this purpose up, or it was found wanting
