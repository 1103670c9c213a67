"""Invented people and things that fill a fresh site; every name, place and figure is fictional."""
