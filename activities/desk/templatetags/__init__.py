"""Tags of the facilitators' desk."""
