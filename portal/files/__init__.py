"""Technique: pictures rebuilt from their pixels, private files. Knows no rule of any part."""
