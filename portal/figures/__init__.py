"""Technique: counting under k, so that small numbers are never shown. Knows no rule of any part."""
