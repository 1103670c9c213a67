"""What a session's summary is drafted from: only what everybody could read, section by section.

A section is one file here: it is given the story of a room and says its lines and figures (`ways.section`). Its title
stands in `activities.live.content`.
"""

from activities.live.room.summing import ideas, minutes, polls  # noqa: F401 (each names its section)
from activities.live.room.summing.course import course
from activities.live.room.summing.ways import SECTIONS, Course, Figure, Line, Section, Story, sections, story

__all__ = ["SECTIONS", "Course", "Figure", "Line", "Section", "Story", "course", "sections", "story"]
