"""What is done to the front door."""

from portal.pages.actions.centres import write_centre
from portal.pages.actions.picturing import NotThisPicture, choose_picture, take_picture_away
from portal.pages.actions.tree import plant_tree

__all__ = ["NotThisPicture", "choose_picture", "plant_tree", "take_picture_away", "write_centre"]
