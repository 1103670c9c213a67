"""Technique: pictures rebuilt from pixels, recordings from sound, private files. Knows no rule of any part."""
