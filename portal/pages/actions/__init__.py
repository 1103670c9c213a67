"""What is done to the front door."""

from portal.pages.actions.centres import write_centre
from portal.pages.actions.tree import plant_tree

__all__ = ["plant_tree", "write_centre"]
