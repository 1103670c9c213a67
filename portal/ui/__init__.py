"""Technique: components, icons, headers, hashed names. Knows no rule of any part."""
