"""Technique: cleaning, Chinese search, catalogues. Knows no rule of any part."""
