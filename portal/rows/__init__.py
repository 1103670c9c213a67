"""Technique: what the database itself refuses. Knows no rule of any part."""
