"""Technique: jobs that come due. Parts register them; `manage.py tick` runs what is due."""
