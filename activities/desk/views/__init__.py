"""Pages of the facilitators' desk."""
